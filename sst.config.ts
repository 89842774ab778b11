/// <reference path="./.sst/platform/config.d.ts" />

/**
 * Earshot on AWS: one table, four functions, a schedule, alarms. `tests/infra` runs this file offline and holds the
 * result against the table's schema and against what each function may do and know.
 *
 * Secrets are set with `npx sst secret set GithubToken …` (the variable's name in Pascal case), plain settings in the
 * environment or in `.env.<stage>`. Either takes effect with the next deploy, and all are optional: what is not set does
 * not reach the functions, which then leave out what would need it.
 */
const sources = {
  secrets: ["DISCOURSE_API_KEY", "ZENDESK_API_TOKEN"],
  settings: ["DISCOURSE_URL", "DISCOURSE_API_USERNAME", "ZENDESK_URL", "ZENDESK_EMAIL"],
};
const outlets = {
  // That Slack can sign says that somebody listens to the buttons of a message. EARSHOT_SECRET seals the link in each
  // mail to a follower by which she hears no more, and the one that opens a digest's page.
  secrets: [
    "EARSHOT_SECRET",
    "GITHUB_TOKEN",
    "GITHUB_APP_ID",
    "GITHUB_PRIVATE_KEY",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SMTP_URL",
  ],
  // Staff are told by mail of a webhook that was disabled.
  settings: ["GITHUB_API_URL", "SLACK_API_URL", "EARSHOT_MAIL_FROM", "EARSHOT_ADMINS"],
};

/** Which models are plugged in, and what they may cost. */
const models = ["EARSHOT_SUMMARY_MODEL", "EARSHOT_EMBEDDINGS_MODEL", "EARSHOT_MODEL_BUDGET", "EARSHOT_MODEL_PRICES"];

/** Slack, for whoever asks it who presses a button. */
const chat = { secrets: ["SLACK_BOT_TOKEN"], settings: ["SLACK_API_URL", "EARSHOT_ADMINS"] };

/**
 * Who may know what. The public function can check a signature, and speaks to nobody but Slack, whose forms have to be
 * opened within three seconds of a press: too soon for a worker. There is no token for that alone; with the bot's
 * it asks who somebody is and shows a form, and makes no other call.
 */
const knows = {
  http: {
    secrets: [
      "EARSHOT_API_KEY",
      "EARSHOT_SECRET",
      "EARSHOT_SSO_SECRET",
      "DISCOURSE_CONNECT_SECRET",
      "GITHUB_WEBHOOK_SECRET",
      "SLACK_SIGNING_SECRET",
      "DISCOURSE_WEBHOOK_SECRET",
      "ZENDESK_WEBHOOK_SECRET",
      ...chat.secrets,
    ],
    // Staff are shown how much of the models' budget is used.
    settings: [
      ...["EARSHOT_RATE_LIMIT", "EARSHOT_TRUSTED_PROXIES", "GITHUB_API_URL", "DISCOURSE_URL"],
      ...models,
      ...chat.settings,
    ],
  },
  work: {
    secrets: [...sources.secrets, ...chat.secrets],
    settings: [...sources.settings, ...models, ...chat.settings],
  },
  deliver: outlets,
  // The sweep takes up what work and deliver left, polls, and forms themes anew, by what texts mean where a model says so.
  tick: {
    secrets: [...sources.secrets, ...outlets.secrets],
    settings: [...sources.settings, ...outlets.settings, ...models],
  },
};
type FunctionName = keyof typeof knows;

/** Transactions need no action of their own, only those of their parts: a check that writes nothing is one of them. */
const readAndWrite = [
  "dynamodb:BatchGetItem",
  "dynamodb:Query",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
  "dynamodb:DeleteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:PartiQLInsert",
];

/** What differs between the functions; what they share is in `run`. */
const shapes = {
  // These keep the neighbour index in memory; work and tick make it anew by a scan where its snapshot is lost, and tick
  // forms themes anew beside it. 1,769 MB is one whole processor.
  http: { title: "Http", memory: "1769 MB", timeout: "20 seconds", actions: readAndWrite },
  work: { title: "Work", memory: "1769 MB", timeout: "5 minutes", actions: [...readAndWrite, "dynamodb:Scan"] },
  // What it begins in its last moment may take two minutes more (core/webhook/lanes.ts).
  deliver: { title: "Deliver", memory: "512 MB", timeout: "4 minutes", actions: readAndWrite },
  tick: { title: "Tick", memory: "1769 MB", timeout: "10 minutes", actions: [...readAndWrite, "dynamodb:Scan"] },
} as const;

export default $config({
  app: ({ stage }) => ({
    name: "earshot",
    home: "aws",
    removal: stage === "production" ? "retain" : "remove",
    protect: stage === "production",
  }),

  async run() {
    const { schema } = await import("./packages/store/schema.ts");
    const { wakes } = await import("./packages/store/wakes.ts");
    const { packing } = await import("./functions/packing.ts");
    const { readEnvironment } = await import("./functions/environment.ts");
    const setting = (name: string): string | undefined => process.env[name] || undefined;

    const secrets = new Map(
      [...new Set(Object.values(knows).flatMap((known) => known.secrets))].map((variable) => [
        variable,
        new sst.Secret(pascalCase(variable), ""),
      ]),
    );
    const values = await new Promise<Record<string, string | undefined>>((resolved) => {
      $resolve(Object.fromEntries([...secrets].map(([variable, { value }]) => [variable, value]))).apply(resolved);
    });
    // What the functions would stop at, half a GitHub app for one, stops the deploy before anything has changed.
    const settings = Object.values(knows).flatMap((known) => known.settings);
    readEnvironment({ ...Object.fromEntries(settings.map((name) => [name, setting(name)])), ...values });

    const table = new sst.aws.Dynamo("Earshot", {
      fields: mapValues(schema.attributes, (type) => (type === "S" ? "string" : "number")),
      primaryIndex: { hashKey: schema.hash, rangeKey: schema.range },
      globalIndexes: mapValues(schema.indexes, ({ hash, range, carries }) => ({
        hashKey: hash,
        rangeKey: range,
        projection: carries.length > 0 ? [...carries] : ("keys-only" as const),
      })),
      stream: "new-and-old-images",
      ttl: schema.ttl,
      // `protect` stops only `sst remove`; this also stops the deploy of a commit that knows no table.
      deletionProtection: $app.stage === "production",
    });
    const indexArns = Object.keys(schema.indexes).map((index) => $interpolate`${table.arn}/index/${index}`);

    const failed = new sst.aws.Queue("Failed", {
      transform: { queue: { messageRetentionSeconds: days(14) } },
    });

    /**
     * Secrets come as environment variables, like everything else that a function is told: so one file reads one place,
     * here and on a developer's machine, and no handler imports SST. Linked secrets would be no better kept: they lie in
     * the bundle, and the key to them in the environment. Both are encrypted at rest, need a deploy to rotate, and
     * together must stay below Lambda's 4 kB.
     */
    const environment = (name: FunctionName, more: Record<string, $util.Input<string | undefined>>) => {
      const known = Object.fromEntries(knows[name].secrets.map((variable) => [variable, secrets.get(variable)?.value]));
      const plain = Object.fromEntries(knows[name].settings.map((variable) => [variable, setting(variable)]));
      return $resolve({ ...known, ...plain, ...more, EARSHOT_TABLE: table.name }).apply(
        (all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as Record<string, string>,
      );
    };

    const lambdaOnly = aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" });
    const lambda = (
      name: FunctionName,
      more: Pick<sst.aws.FunctionArgs, "url" | "retries" | "concurrency" | "transform"> & {
        environment?: Record<string, $util.Input<string | undefined>>;
        permissions?: { actions: string[]; resources: $util.Input<string>[] }[];
      },
    ) => {
      const { title, memory, timeout, actions } = shapes[name];
      return new sst.aws.Function(title, {
        ...more,
        transform: {
          ...more.transform,
          // SST lets everybody in the account take a function's role, which only `sst dev` has a use for.
          role: $dev ? {} : { assumeRolePolicy: lambdaOnly },
        },
        handler: `functions/${name}.handler`,
        runtime: "nodejs24.x",
        architecture: "arm64",
        memory,
        timeout,
        nodejs: packing,
        logging: { retention: "1 month", format: "json" },
        environment: environment(name, { EARSHOT_URL: setting("EARSHOT_URL"), ...more.environment }),
        // Said outright: `link: [table]` would grant dynamodb:*.
        permissions: [
          { actions: [...actions], resources: [table.arn] },
          { actions: ["dynamodb:Query"], resources: indexArns },
          ...(more.permissions ?? []),
        ],
      });
    };

    // It cannot be told its function URL, which is made from it: without EARSHOT_URL it has to go by the request.
    const reserved = setting("EARSHOT_HTTP_CONCURRENCY");
    const http = lambda("http", {
      // Open to all, as a public board and webhooks have to be; who may do what is the application's to check.
      url: { authorization: "none", cors: false },
      // Bounds what a flood can take from the other three. New accounts have too little to reserve from: optional.
      ...(reserved && { concurrency: { reserved: Number(reserved) } }),
    });
    const told = { EARSHOT_URL: setting("EARSHOT_URL") ?? http.url.apply((url) => url.replace(/\/$/, "")) };

    const reading = [
      {
        actions: [
          "dynamodb:DescribeStream",
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:ListStreams",
        ],
        resources: [table.nodes.table.streamArn],
      },
      { actions: ["sqs:SendMessage"], resources: [failed.arn] },
    ];
    const mayAsk = async (...models: (string | undefined)[]) => {
      const resources = await arnsOf(models);
      return resources.length > 0 ? [{ actions: ["bedrock:InvokeModel"], resources }] : [];
    };
    const embeddings = setting("EARSHOT_EMBEDDINGS_MODEL");
    const asking = await mayAsk(setting("EARSHOT_SUMMARY_MODEL"), embeddings);
    const work = lambda("work", { environment: told, permissions: [...reading, ...asking] });
    const deliver = lambda("deliver", { environment: told, permissions: reading });

    /**
     * Without these, Lambda would retry a batch that cannot succeed for a day, and hold up all behind it. What goes to
     * the queue is not lost: inbox and outbox keep their rows, which the sweep finds, and a theme is counted again with
     * its next change.
     */
    const stream = (more: Pick<aws.lambda.EventSourceMappingArgs, "batchSize" | "maximumBatchingWindowInSeconds">) => ({
      eventSourceMapping: {
        // With the default, LATEST, votes cast while the reader is being made would never be counted.
        startingPosition: "TRIM_HORIZON",
        functionResponseTypes: ["ReportBatchItemFailures"],
        bisectBatchOnFunctionError: true,
        maximumRetryAttempts: 10,
        maximumRecordAgeInSeconds: 3600,
        destinationConfig: { onFailure: { destinationArn: failed.arn } },
        ...more,
      },
    });
    table.subscribe("Work", work.arn, {
      filters: [...wakes.work],
      // Two seconds' changes to a theme are counted once.
      transform: stream({ batchSize: 500, maximumBatchingWindowInSeconds: 2 }),
    });
    table.subscribe("Deliver", deliver.arn, {
      filters: [...wakes.deliver],
      // Each is a slow call to somebody else, who wants a second between them.
      transform: stream({ batchSize: 10 }),
    });

    const tick = lambda("tick", {
      environment: told,
      permissions: await mayAsk(embeddings),
      // The scheduler retries what Lambda did not take. A run that fails is not repeated: the next comes in a minute.
      retries: 0,
      transform: { eventInvokeConfig: { maximumEventAgeInSeconds: 60 } },
    });
    new sst.aws.CronV2("EveryMinute", {
      function: tick,
      schedule: "rate(1 minute)",
      timezone: "UTC",
      retries: 2,
      dlq: failed.arn,
    });

    await raiseAlarms({
      table,
      failed,
      functions: { http, work, deliver, tick },
      email: setting("EARSHOT_ALARM_EMAIL"),
    });
    return { url: setting("EARSHOT_URL") ?? http.url, table: table.name };
  },
});

/**
 * Tells the operator, by e-mail where an address is set: what AWS sees of it, that it stands still, and what `tick` finds
 * wrong each minute (core/condition.ts). What each alarm means and what to do stands in the README's runbook.
 */
async function raiseAlarms(stack: {
  table: sst.aws.Dynamo;
  failed: sst.aws.Queue;
  functions: Record<FunctionName, sst.aws.Function>;
  email: string | undefined;
}) {
  const topic = new sst.aws.SnsTopic("Alarms");
  if (stack.email) {
    new aws.sns.TopicSubscription("AlarmsEmail", { topic: topic.arn, protocol: "email", endpoint: stack.email });
  }
  const alarm = (
    name: string,
    watch: Pick<aws.cloudwatch.MetricAlarmArgs, "namespace" | "metricName" | "dimensions"> & {
      statistic: "Sum" | "Maximum" | "Minimum" | "SampleCount";
      minutes: number;
    } & ({ from: number } | { below: number }),
  ) => {
    const { statistic, minutes, namespace, metricName, dimensions, ...bound } = watch;
    new aws.cloudwatch.MetricAlarm(`${name}Alarm`, {
      ...{ namespace, metricName, dimensions },
      name: `${$app.name}-${$app.stage}-${name}`,
      statistic,
      ...("from" in bound
        ? { comparisonOperator: "GreaterThanOrEqualToThreshold", threshold: bound.from }
        : { comparisonOperator: "LessThanThreshold", threshold: bound.below }),
      period: 60 * minutes,
      evaluationPeriods: 1,
      // No invocation, no metric: nothing to be alarmed by, unless it is silence that alarms.
      treatMissingData: "from" in bound ? "notBreaching" : "breaching",
      alarmActions: [topic.arn],
      okActions: [topic.arn],
    });
  };

  for (const name of Object.keys(shapes) as FunctionName[]) {
    const { title } = shapes[name];
    const metric = { namespace: "AWS/Lambda", dimensions: { FunctionName: stack.functions[name].name } };
    alarm(`${title}Errors`, { ...metric, metricName: "Errors", statistic: "Sum", from: 3, minutes: 5 });
    alarm(`${title}Throttles`, { ...metric, metricName: "Throttles", statistic: "Sum", from: 1, minutes: 5 });
    if (name === "http") {
      // It answers whatever goes wrong in it, so that a run in which everything failed is none that failed.
      alarm(`${title}Failing`, { ...metric, metricName: "Url5xxCount", statistic: "Sum", from: 3, minutes: 5 });
    }
    if (name === "work" || name === "deliver") {
      const fiveMinutes = 300_000;
      alarm(`${title}Late`, {
        ...metric,
        metricName: "IteratorAge",
        statistic: "Maximum",
        from: fiveMinutes,
        minutes: 5,
      });
    }
  }
  for (const side of ["Read", "Write"]) {
    alarm(`Table${side}Throttles`, {
      namespace: "AWS/DynamoDB",
      dimensions: { TableName: stack.table.name },
      metricName: `${side}ThrottleEvents`,
      statistic: "Sum",
      from: 1,
      minutes: 5,
    });
  }
  alarm("FailedWaiting", {
    namespace: "AWS/SQS",
    dimensions: { QueueName: stack.failed.nodes.queue.name },
    metricName: "ApproximateNumberOfMessagesVisible",
    statistic: "Maximum",
    from: 1,
    minutes: 1,
  });

  const { watched } = await import("./packages/core/condition.ts");
  const { namespace } = await import("./functions/condition.ts");
  const own = { namespace, dimensions: { Table: stack.table.name } };
  for (const [name, { metric, from, minutes }] of Object.entries(watched))
    alarm(name, { ...own, metricName: metric, statistic: "Minimum", from, minutes });
  alarm("TickSilent", {
    ...own,
    metricName: watched.InboxLate.metric,
    statistic: "SampleCount",
    below: 1,
    minutes: 10,
  });
}

/**
 * The models that may be asked, which is all that Converse needs too. An inference profile asks its model in whichever
 * region of its geography has room: it and its model are named, the region is not.
 */
async function arnsOf(chosen: (string | undefined)[]): Promise<$util.Output<string>[]> {
  const { foundationOf } = await import("./packages/models/bedrock/prices.ts");
  const { partition } = aws.getPartitionOutput();
  const { region } = aws.getRegionOutput();
  const { accountId } = aws.getCallerIdentityOutput();
  return chosen.flatMap((model) => {
    if (model === undefined) return [];
    const foundation = foundationOf(model);
    if (foundation === model) return [$interpolate`arn:${partition}:bedrock:${region}::foundation-model/${model}`];
    return [
      $interpolate`arn:${partition}:bedrock:${region}:${accountId}:inference-profile/${model}`,
      $interpolate`arn:${partition}:bedrock:*::foundation-model/${foundation}`,
    ];
  });
}

const days = (count: number): number => count * 86_400;

/** `GITHUB_TOKEN` → `GithubToken`: SST's secrets are named in letters and digits only. */
function pascalCase(variable: string): string {
  return variable.toLowerCase().replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase());
}

function mapValues<K extends string, A, B>(record: Readonly<Record<K, A>>, map: (value: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(record).map(([key, value]) => [key, map(value)])) as Record<K, B>;
}
