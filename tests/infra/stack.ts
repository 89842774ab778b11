import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Packing } from "../../packages/local/bench/bundle.ts";
import { type Platform, root } from "./platform.ts";

/** What a resource is made with; of each type, what the tests look at. */
interface Inputs {
  "aws:dynamodb/table:Table": {
    name: string;
    hashKey: string;
    rangeKey: string;
    attributes: { name: string; type: string }[];
    globalSecondaryIndexes: { name: string }[];
    localSecondaryIndexes: unknown[];
    billingMode: string;
    streamEnabled: boolean;
    streamViewType: string;
    ttl?: unknown;
    pointInTimeRecovery?: unknown;
    deletionProtectionEnabled?: boolean;
  };
  "aws:lambda/function:Function": {
    name: string;
    role: string;
    runtime: string;
    architectures: string[];
    memorySize: number;
    timeout: number;
    environment: { variables: Record<string, string> };
    loggingConfig: { logGroup: string; logFormat: string };
    reservedConcurrentExecutions?: number;
  };
  "aws:iam/role:Role": {
    assumeRolePolicy: unknown;
    inlinePolicies?: { policy: string }[];
    managedPolicyArns?: string[];
  };
  "aws:lambda/eventSourceMapping:EventSourceMapping": object;
  "aws:lambda/functionUrl:FunctionUrl": { functionName: string; authorizationType: string; cors?: unknown };
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": { functionName: string };
  "aws:lambda/permission:Permission": { function: string };
  "aws:scheduler/schedule:Schedule": { target: object };
  "aws:sqs/queue:Queue": { name: string; messageRetentionSeconds: number };
  "aws:sns/topic:Topic": { name: string };
  "aws:sns/topicSubscription:TopicSubscription": { endpoint: string };
  "aws:cloudwatch/logGroup:LogGroup": { name: string; retentionInDays: number };
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    name: string;
    namespace: string;
    metricName: string;
    dimensions: Record<string, string>;
    comparisonOperator: string;
    treatMissingData: string;
    threshold: number;
    alarmActions: string[];
  };
}

interface Statement {
  effect?: string;
  actions: string[];
  resources: string[];
}

interface Synthesis {
  app: Record<string, unknown>;
  resources: { type: string; name: string; inputs: unknown }[];
  options: Record<string, { retainOnDelete: boolean }>;
  built: { name: string; handler: string; links: string[]; properties: Packing }[];
}

/** One stage as it would be deployed. */
export class Stack {
  readonly #synthesis: Synthesis;

  constructor(synthesis: Synthesis) {
    this.#synthesis = synthesis;
  }

  get app(): Record<string, unknown> {
    return this.#synthesis.app;
  }

  /** What SST was asked to bundle. */
  get built(): Synthesis["built"] {
    return this.#synthesis.built;
  }

  get names(): string[] {
    return this.#synthesis.resources.map(({ name }) => name).sort();
  }

  all<T extends keyof Inputs>(type: T): Inputs[T][] {
    return this.#synthesis.resources.flatMap((one) => (one.type === type ? [one.inputs as Inputs[T]] : []));
  }

  one<T extends keyof Inputs>(type: T, name?: string): Inputs[T] {
    const found = this.#synthesis.resources.filter((one) => one.type === type && (!name || one.name === name));
    if (found.length !== 1) throw new Error(`${found.length} resources ${type} ${name ?? ""}, one was expected`);
    return found[0]?.inputs as Inputs[T];
  }

  retained(name: string): boolean | undefined {
    return this.#synthesis.options[name]?.retainOnDelete;
  }

  statements(role: string): Statement[] {
    const policies = this.one("aws:iam/role:Role", role).inlinePolicies ?? [];
    return policies.flatMap(({ policy }) => (JSON.parse(policy) as { statements: Statement[] }).statements);
  }
}

const run = promisify(execFile);

/** @param settings what the deployer has set: the environment, and secrets as SST_SECRET_<Name>. */
export async function synthesise(platform: Platform, stage: string, settings: Record<string, string>): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), "earshot-stack-"));
  const target = join(folder, "stack.json");
  // Not the whole environment: a developer's own tokens would change what is synthesised.
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...settings };
  try {
    await run(
      process.execPath,
      [fileURLToPath(import.meta.resolve("./synthesise.ts")), root, platform.home, stage, target],
      {
        env,
      },
    );
    return new Stack(JSON.parse(await readFile(target, "utf8")) as Synthesis);
  } finally {
    await rm(folder, { recursive: true });
  }
}
