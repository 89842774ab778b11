import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Condition } from "@earshot/core/condition.ts";
import { briefly } from "@earshot/store/connection.ts";
import { schema } from "@earshot/store/schema.ts";
import { wakes } from "@earshot/store/wakes.ts";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { metricsOf } from "../../functions/condition.ts";
import { readEnvironment } from "../../functions/environment.ts";
import { packing } from "../../functions/packing.ts";
import { bundle } from "../../packages/local/bench/bundle.ts";
import { everything, given, type Name, names, secrets, settings } from "./known.ts";
import { findPlatform, type Platform, typeErrors } from "./platform.ts";
import { type Stack, synthesise } from "./stack.ts";

/**
 * What sst.config.ts would deploy, found out without AWS: SST's components run under Pulumi's mocks (synthesise.ts).
 * What AWS itself checks (limits, quotas, whether the permissions suffice) stays unproven until a first deploy.
 */

/**
 * Minified bytes of a handler's bundle as they are, and a little room: in all, and what a cold start reads of it. One
 * that grows by a library, or needs one at once that it had needed now and then, shows here. DynamoDB's client is 210 kB
 * of each and zod 115 kB. A visitor waits for http only. What reads words is loaded with the first that work takes in
 * or has to word: a vote needs none of it.
 */
const budgets: Record<Name, { bytes: number; loadedBytes: number }> = {
  Http: { bytes: 1_264_000, loadedBytes: 483_000 },
  Work: { bytes: 1_146_000, loadedBytes: 481_000 },
  Deliver: { bytes: 1_290_000, loadedBytes: 442_000 },
  Tick: { bytes: 1_776_000, loadedBytes: 478_000 },
};

const unreachable = "there is no npm registry within reach to install SST's components from";

let platform: Platform | undefined;
let production: Stack;
let dev: Stack;

beforeAll(async () => {
  platform = await findPlatform();
  if (!platform) {
    process.stderr.write(`sst.config.ts is not tested: ${unreachable}.\n`);
    return;
  }
  [production, dev] = await Promise.all([
    synthesise(platform, "production", everything),
    synthesise(platform, "dev", {}),
  ]);
}, 600_000);

beforeEach(({ skip }) => skip(!platform, unreachable));

const lambdaOf = (stack: Stack, name: Name) => stack.one("aws:lambda/function:Function", `${name}Function`);
const arnOf = (service: string, resource: string): string => `arn:aws:${service}:eu-central-1:123456789012:${resource}`;
const tableArn = (stack: Stack): string => arnOf("dynamodb", `table/${stack.one("aws:dynamodb/table:Table").name}`);
const queueArn = (stack: Stack): string => arnOf("sqs", stack.one("aws:sqs/queue:Queue").name);

describe("the table", () => {
  test("is the schema, which the local engine's table is made from too", () => {
    for (const stack of [production, dev])
      expect(stack.one("aws:dynamodb/table:Table")).toMatchObject({
        hashKey: schema.hash,
        rangeKey: schema.range,
        attributes: Object.entries(schema.attributes).map(([name, type]) => ({ name, type })),
        globalSecondaryIndexes: Object.entries(schema.indexes).map(([name, { hash, range, carries }]) => ({
          name,
          hashKey: hash,
          rangeKey: range,
          ...(carries.length > 0
            ? { projectionType: "INCLUDE", nonKeyAttributes: [...carries] }
            : { projectionType: "KEYS_ONLY" }),
        })),
        localSecondaryIndexes: [],
        billingMode: "PAY_PER_REQUEST",
        streamEnabled: true,
        streamViewType: schema.stream,
        ttl: { enabled: true, attributeName: schema.ttl },
        pointInTimeRecovery: { enabled: true },
      });
  });

  test("outlives mistakes in production, and a developer's own goes with its stage", () => {
    expect(production.app).toMatchObject({ name: "earshot", home: "aws", removal: "retain", protect: true });
    expect(production.one("aws:dynamodb/table:Table").deletionProtectionEnabled).toBe(true);
    expect(production.retained("EarshotTable")).toBe(true);
    expect(dev.app).toMatchObject({ removal: "remove", protect: false });
    expect(dev.one("aws:dynamodb/table:Table").deletionProtectionEnabled).toBe(false);
    expect(dev.retained("EarshotTable")).toBe(false);
  });
});

describe("the functions", () => {
  test("run the handlers, minified and split, on Node 24", () => {
    const handlers = production.built.map(({ name, handler }) => `${name}: ${handler}`);
    expect(handlers.sort()).toEqual([
      "Deliver: functions/deliver.handler",
      "Http: functions/http.handler",
      "Tick: functions/tick.handler",
      "Work: functions/work.handler",
    ]);
    for (const { links, properties } of production.built) {
      expect(properties).toMatchObject(packing);
      // A link would grant every action there is.
      expect(links).toEqual([]);
    }
    for (const name of names)
      expect(lambdaOf(production, name)).toMatchObject({ runtime: "nodejs24.x", architectures: ["arm64"] });
  });

  test.each(names)("%s can be bundled within its budget", async (name) => {
    const { handler = "", properties } = production.built.find((one) => one.name === name) ?? {};
    const { exports, bytes, loadedBytes } = await bundle(handler, properties ?? {});
    expect(exports).toContain(handler.split(".").at(-1));
    expect(bytes).toBeLessThan(budgets[name].bytes);
    expect(loadedBytes).toBeLessThan(budgets[name].loadedBytes);
  });

  test.each(names)("%s can be loaded where nothing else is, with all that it loads later", async (name) => {
    const { handler = "", properties } = production.built.find((one) => one.name === name) ?? {};
    const folder = await mkdtemp(join(tmpdir(), "earshot-bundle-"));
    try {
      const { entry } = await bundle(handler, properties ?? {}, folder);
      expect(dirname(entry)).toBe(folder);
      const script = `import { readdir } from "node:fs/promises";
        for (const file of await readdir(".")) await import(process.cwd() + "/" + file);
        const { handler } = await import(${JSON.stringify(entry)});
        console.log(typeof handler);`;
      const run = promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], { cwd: folder });
      expect((await run).stdout).toBe("function\n");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("have time for what they do, and keep their logs for a month", () => {
    const timeouts = Object.fromEntries(names.map((name) => [name, lambdaOf(production, name).timeout]));
    expect(timeouts).toEqual({ Http: 20, Work: 300, Deliver: 240, Tick: 600 });
    const kept = new Map(
      production.all("aws:cloudwatch/logGroup:LogGroup").map((group) => [group.name, group.retentionInDays]),
    );
    expect(kept.size).toBe(names.length);
    for (const name of names) {
      const { logFormat, logGroup } = lambdaOf(production, name).loggingConfig;
      expect(logFormat).toBe("JSON");
      expect(kept.get(logGroup)).toBe(30);
    }
  });

  test.each(names)("%s is told what it needs and nothing else", (name) => {
    const variables = lambdaOf(production, name).environment.variables;
    const own = Object.fromEntries(Object.entries(variables).filter(([variable]) => !variable.startsWith("SST_")));
    expect(own).toEqual({
      ...Object.fromEntries([...secrets[name], ...settings[name]].map((variable) => [variable, given(variable)])),
      EARSHOT_TABLE: production.one("aws:dynamodb/table:Table").name,
      EARSHOT_URL: given("EARSHOT_URL"),
    });
  });

  test("are told all that there is to tell", () => {
    const asked = new Set<string>();
    const listen = (_: object, name: string | symbol): undefined => void asked.add(String(name));
    readEnvironment(new Proxy({}, { get: listen, has: (...what) => listen(...what) ?? false }));
    const onOneMachineOnly = [
      "PORT",
      "EARSHOT_DATA",
      "EARSHOT_SAMPLE",
      "EARSHOT_LOCAL_WEBHOOKS",
      "AWS_ENDPOINT_URL_DYNAMODB",
      "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
    ];
    const known = [secrets, settings].flatMap((of) => Object.values(of).flat());
    expect(new Set([...known, "EARSHOT_TABLE", "EARSHOT_URL", ...onOneMachineOnly])).toEqual(asked);
  });

  test("are not deployed with half of what belongs together", async () => {
    const half = synthesise(platform as Platform, "dev", { SST_SECRET_GithubAppId: "1" });
    await expect(half).rejects.toThrow("GITHUB_PRIVATE_KEY is not set");
    const boundless = synthesise(platform as Platform, "dev", { EARSHOT_SUMMARY_MODEL: "amazon.nova-lite-v1:0" });
    await expect(boundless).rejects.toThrow("EARSHOT_MODEL_BUDGET is not set");
  });

  test("are told nothing that is not set, and the address that http was given", () => {
    for (const name of names) {
      const variables = Object.entries(lambdaOf(dev, name).environment.variables);
      const own = Object.fromEntries(variables.filter(([variable]) => !variable.startsWith("SST_")));
      expect(own).toEqual({
        EARSHOT_TABLE: dev.one("aws:dynamodb/table:Table").name,
        ...(name === "Http" ? {} : { EARSHOT_URL: "https://HttpUrl.lambda-url" }),
      });
    }
  });

  test("only http is open to the world, and lets no foreign page use it", () => {
    const { name } = lambdaOf(production, "Http");
    const url = production.one("aws:lambda/functionUrl:FunctionUrl");
    expect(url).toMatchObject({ functionName: name, authorizationType: "NONE" });
    expect(url.cors).toBeUndefined();
    const open = production.all("aws:lambda/permission:Permission").map((permission) => permission.function);
    expect(new Set(open)).toEqual(new Set([name]));
  });

  test("reserve concurrency only where it is asked for", () => {
    expect(lambdaOf(production, "Http").reservedConcurrentExecutions).toBe(40);
    expect(lambdaOf(dev, "Http").reservedConcurrentExecutions).toBeUndefined();
  });
});

describe("permissions", () => {
  const rows = [
    "BatchGetItem",
    "Query",
    "PutItem",
    "UpdateItem",
    "DeleteItem",
    "ConditionCheckItem",
    "BatchWriteItem",
    "PartiQLInsert",
  ];
  const stream = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"];
  const dynamodb = (actions: string[]): string[] => actions.map((action) => `dynamodb:${action}`);

  /** Of an inference profile the region is open, since it may ask its model in any of its geography. */
  const everywhere = "arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0";
  const embeddings = "arn:aws:bedrock:eu-central-1::foundation-model/amazon.titan-embed-text-v2:0";
  const summaries = [arnOf("bedrock", "inference-profile/eu.amazon.nova-lite-v1:0"), everywhere];
  const chosenModels: Record<string, string[]> = { Work: [...summaries, embeddings], Tick: [embeddings] };

  test.each([
    { name: "Http", scans: false, reads: false },
    { name: "Work", scans: true, reads: true },
    { name: "Deliver", scans: false, reads: true },
    { name: "Tick", scans: true, reads: false },
  ] as const)("$name may do this much", ({ name, scans, reads }) => {
    const table = tableArn(production);
    expect(production.statements(`${name}Role`)).toEqual([
      { effect: "Allow", actions: dynamodb(scans ? [...rows, "Scan"] : rows), resources: [table] },
      {
        effect: "Allow",
        actions: dynamodb(["Query"]),
        resources: Object.keys(schema.indexes).map((index) => `${table}/index/${index}`),
      },
      ...(reads
        ? [
            { effect: "Allow", actions: dynamodb(stream), resources: [`${table}/stream/now`] },
            { effect: "Allow", actions: ["sqs:SendMessage"], resources: [queueArn(production)] },
          ]
        : []),
      ...(chosenModels[name]
        ? [{ effect: "Allow", actions: ["bedrock:InvokeModel"], resources: chosenModels[name] }]
        : []),
    ]);
    expect(production.one("aws:iam/role:Role", `${name}Role`)).toMatchObject({
      managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
      assumeRolePolicy: { Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" } }] },
    });
  });

  test("are those of what the store asks DynamoDB for: of a transaction those of its parts, of statements their verbs", () => {
    const folder = new URL("../../packages/store/", import.meta.url);
    const code = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
    const found = (what: RegExp) => code.flatMap((text) => [...text.matchAll(what)].map(([, name = ""]) => name));
    const actions: Record<string, string[]> = {
      BatchGet: ["BatchGetItem"],
      Query: ["Query"],
      Put: ["PutItem"],
      Update: ["UpdateItem"],
      Delete: ["DeleteItem"],
      ConditionCheck: ["ConditionCheckItem"],
      BatchWrite: ["BatchWriteItem"],
      INSERT: ["PartiQLInsert"],
      Scan: ["Scan"],
      // Its parts are found by themselves.
      TransactWrite: [],
      BatchExecuteStatement: [],
    };
    const asked = [
      ...found(/new (\w+)Command\(/g),
      ...found(/return \{ (\w+): \{ \.\.\.common/g),
      ...found(/Statement: `(\w+)/g),
    ];
    expect(new Set(asked.flatMap((one) => actions[one] ?? [one]))).toEqual(new Set([...rows, "Scan"]));
  });

  test("nobody may ask a model where none is chosen", () => {
    for (const name of names) expect(JSON.stringify(dev.statements(`${name}Role`))).not.toContain("bedrock");
  });

  test("nobody may do everything with anything", () => {
    for (const stack of [production, dev]) {
      for (const role of [...names.map((name) => `${name}Role`), "EveryMinuteRole"])
        expect(JSON.stringify(stack.statements(role)).replace(everywhere, "")).not.toContain("*");
      expect(stack.all("aws:iam/role:Role")).toHaveLength(names.length + 1);
    }
  });
});

test.each([
  { name: "Work", filters: wakes.work, own: { batchSize: 500, maximumBatchingWindowInSeconds: 2 } },
  { name: "Deliver", filters: wakes.deliver, own: { batchSize: 10 } },
] as const)("the stream's reader $name gives up on what cannot succeed, and says where it went", (reader) => {
  expect(reader.filters.length).toBeLessThanOrEqual(5);
  const type = "aws:lambda/eventSourceMapping:EventSourceMapping";
  expect(production.one(type, `EarshotSubscriber${reader.name}EventSourceMapping`)).toEqual({
    ...reader.own,
    functionName: arnOf("lambda", `function:${lambdaOf(production, reader.name).name}`),
    eventSourceArn: `${tableArn(production)}/stream/now`,
    filterCriteria: { filters: reader.filters.map((filter) => ({ pattern: JSON.stringify(filter) })) },
    startingPosition: "TRIM_HORIZON",
    functionResponseTypes: ["ReportBatchItemFailures"],
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: 10,
    maximumRecordAgeInSeconds: 3600,
    destinationConfig: { onFailure: { destinationArn: queueArn(production) } },
  });
  expect(production.all(type)).toHaveLength(2);
});

test("a table that says nothing is given up before http itself is", () => {
  const { maxAttempts, requestHandler } = briefly;
  const longest = maxAttempts * (requestHandler.connectionTimeout + requestHandler.requestTimeout);
  // Whoever is told so needs some of the time too, as do the pauses between the attempts.
  expect(longest + 3_000).toBeLessThan(1000 * (lambdaOf(production, "Http").timeout as number));
});

test("the clock ticks every minute and tries again when it is not heard", () => {
  for (const stack of [production, dev]) {
    const { name } = lambdaOf(stack, "Tick");
    expect(stack.one("aws:scheduler/schedule:Schedule")).toMatchObject({
      scheduleExpression: "rate(1 minute)",
      scheduleExpressionTimezone: "UTC",
      state: "ENABLED",
      target: {
        arn: arnOf("lambda", `function:${name}`),
        retryPolicy: { maximumRetryAttempts: 2 },
        deadLetterConfig: { arn: queueArn(stack) },
      },
    });
    expect(stack.statements("EveryMinuteRole")).toEqual([
      { actions: ["lambda:InvokeFunction"], resources: [arnOf("lambda", `function:${name}`)] },
      { actions: ["sqs:SendMessage"], resources: [queueArn(stack)] },
    ]);
    expect(stack.one("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig")).toEqual({
      functionName: name,
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: 60,
    });
  }
});

describe("the operator", () => {
  test("is alarmed by what stands still, fails or is held back", () => {
    const watched = production.all("aws:cloudwatch/metricAlarm:MetricAlarm").map((alarm) => {
      expect(alarm.alarmActions).toEqual([expect.stringContaining(production.one("aws:sns/topic:Topic").name)]);
      const [[dimension, subject] = []] = Object.entries(alarm.dimensions);
      const isAbove = alarm.comparisonOperator === "GreaterThanOrEqualToThreshold";
      expect(alarm.treatMissingData).toBe(isAbove ? "notBreaching" : "breaching");
      const watch = `${alarm.namespace} ${alarm.metricName} of ${dimension} ${subject}`;
      return `${watch} ${isAbove ? "from" : "below"} ${alarm.threshold}`;
    });
    const of = (name: Name) => lambdaOf(production, name).name;
    const table = production.one("aws:dynamodb/table:Table").name;
    expect(watched.sort()).toEqual(
      [
        ...names.flatMap((name) => [
          `AWS/Lambda Errors of FunctionName ${of(name)} from 3`,
          `AWS/Lambda Throttles of FunctionName ${of(name)} from 1`,
        ]),
        `AWS/Lambda Url5xxCount of FunctionName ${of("Http")} from 3`,
        `AWS/Lambda IteratorAge of FunctionName ${of("Work")} from 300000`,
        `AWS/Lambda IteratorAge of FunctionName ${of("Deliver")} from 300000`,
        `AWS/DynamoDB ReadThrottleEvents of TableName ${table} from 1`,
        `AWS/DynamoDB WriteThrottleEvents of TableName ${table} from 1`,
        `AWS/SQS ApproximateNumberOfMessagesVisible of QueueName ${production.one("aws:sqs/queue:Queue").name} from 1`,
        `Earshot InboxAge of Table ${table} from 300`,
        `Earshot DeliveryAge of Table ${table} from 600`,
        `Earshot FailingDeliveries of Table ${table} from 1`,
        `Earshot ParkedEntries of Table ${table} from 1`,
        `Earshot ParkedDeliveries of Table ${table} from 1`,
        `Earshot DisabledWebhooks of Table ${table} from 1`,
        `Earshot ErasureAge of Table ${table} from 3600`,
        `Earshot SweepFailingAge of Table ${table} from 900`,
        `Earshot BudgetUsed of Table ${table} from 80`,
        `Earshot InboxAge of Table ${table} below 1`,
      ].sort(),
    );
    expect(production.one("aws:sqs/queue:Queue").messageRetentionSeconds).toBe(14 * 86_400);
  });

  test("is alarmed by metrics that the tick prints, under the names that it prints them by", () => {
    const condition: Condition = {
      inbox: { waiting: 0, since: undefined },
      overdue: { deliveries: 0, since: undefined },
      failing: { deliveries: 0, since: undefined },
      parkedEntries: { count: 0, since: undefined },
      parkedDeliveries: { count: 0, since: undefined },
      webhooks: { failing: [], disabled: [], disabledSince: undefined },
      erasures: { count: 0, since: undefined },
      sweep: { failing: [], since: undefined },
      budget: 0,
    };
    const table = production.one("aws:dynamodb/table:Table").name;
    const printed = metricsOf(condition, table, 0) as {
      _aws: { CloudWatchMetrics: { Namespace: string; Metrics: { Name: string }[] }[] };
    };
    const [{ Namespace, Metrics } = { Namespace: "", Metrics: [] }] = printed._aws.CloudWatchMetrics;
    const alarms = production
      .all("aws:cloudwatch/metricAlarm:MetricAlarm")
      .filter((one) => one.namespace === Namespace);
    expect(new Set(alarms.map(({ metricName }) => metricName))).toEqual(new Set(Metrics.map(({ Name }) => Name)));
    for (const { dimensions } of alarms) expect(printed).toMatchObject(dimensions);
  });

  test("finds each alarm in the runbook of the README", () => {
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    const runbook = readme.split(/^## /m).find((section) => section.startsWith("Runbook")) ?? "";
    const names = production
      .all("aws:cloudwatch/metricAlarm:MetricAlarm")
      .map(({ name }) => name.replace("earshot-production-", ""));
    for (const name of names) expect(runbook).toContain(`\`${name}\``);
  });

  test("gets an e-mail where an address is set", () => {
    expect(production.one("aws:sns/topicSubscription:TopicSubscription").endpoint).toBe("operator@example.com");
    expect(dev.all("aws:sns/topicSubscription:TopicSubscription")).toEqual([]);
  });
});

test("a stage is made of what production is made of", () => {
  expect(dev.names.map((name) => name.replace("-dev", ""))).toEqual(
    production.names.filter((name) => name !== "AlarmsEmail").map((name) => name.replace("-production", "")),
  );
});

test("the configuration type-checks against SST's own types", async () => {
  expect(platform && (await typeErrors(platform))).toBe("");
}, 120_000);
