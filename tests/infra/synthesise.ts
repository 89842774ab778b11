import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/**
 * Runs sst.config.ts for one stage without AWS: SST's own components under Pulumi's mocks, which note every resource
 * that would be made. A process of its own, because both keep global state and change the working directory.
 * What is used of SST here is internal (auto/run.ts, shim/run.js, two calls of its server): hence the pinned version.
 *
 *     node synthesise.ts <root> <home of the platform> <stage> <file to write, in a folder to work in>
 */
interface Options {
  protect?: boolean;
  retainOnDelete?: boolean;
}
interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}
interface Pulumi {
  runtime: {
    setMocks(mocks: object, project: string, stack: string, preview: boolean, organization: string): Promise<void>;
    runInPulumiStack(program: () => Promise<unknown>): Promise<unknown>;
    registerStackTransformation(see: (args: { name: string; opts: Options }) => undefined): void;
    disconnect(): Promise<void>;
  };
}
interface Program {
  pulumi: Pulumi;
  aws: unknown;
  sst: unknown;
  run(program: () => Promise<unknown>): Promise<unknown>;
  config: { app(input: { stage: string }): Record<string, unknown>; run(): Promise<unknown> };
}

const [root = "", home = "", stage = "", target = ""] = process.argv.slice(2);
const platform = join(home, ".sst/platform");
const work = dirname(target);

const account = "123456789012";
const region = "eu-central-1";
const built: Record<string, unknown>[] = [];
const resources: Registered[] = [];
const options: Record<string, Options> = {};

/** Bundles configuration and components as the SST command does; its shim stands for the globals that begin with $. */
async function bundle(): Promise<string> {
  const file = join(platform, `earshot-${process.pid}.mjs`);
  await build({
    stdin: {
      contents: `
        export * as pulumi from "@pulumi/pulumi";
        export * as aws from "@pulumi/aws";
        export * as sst from "${platform}/src/components";
        export { run } from "${platform}/src/auto/run.ts";
        export { default as config } from "${root}/sst.config.ts";`,
      resolveDir: root,
    },
    bundle: true,
    outfile: file,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    nodePaths: [join(platform, "node_modules")],
    inject: [join(platform, "src/shim/run.js")],
    external: [
      "@aws-sdk/*",
      "@pulumi/*",
      "@pulumiverse/*",
      "@sst-provider/*",
      "archiver",
      "esbuild",
      "glob",
      "undici",
      "vite",
    ],
    banner: {
      js: `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);
           const __filename = import.meta.filename; const __dirname = import.meta.dirname;`,
    },
    absWorkingDir: root,
    logLevel: "error",
  });
  return file;
}

/** Answers what the components ask of the SST command. Handlers are not built here: that is a test of its own. */
async function answer(method: string, argument: Record<string, unknown>): Promise<unknown> {
  if (method === "Provider.Aws.Bootstrap")
    return {
      asset: "asset-bucket",
      assetEcrRegistryId: "1",
      assetEcrUrl: "registry",
      state: "state-bucket",
      appsyncHttp: "",
      appsyncRealtime: "",
    };
  if (method !== "Runtime.Build") return undefined;
  const { functionID, handler, runtime, properties, links } = argument;
  built.push({ name: functionID, handler, runtime, properties, links: Object.keys(links as object) });
  const out = join(work, String(functionID));
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "bundle.mjs"), "");
  return { handler: "bundle.handler", out, errors: [], sourcemaps: [] };
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", async () => {
    const { method, params } = JSON.parse(Buffer.concat(chunks).toString());
    const result = await answer(method, params[0]);
    response.end(JSON.stringify(result ? { result } : { error: `rpc: can't find ${method}` }));
  });
}).listen(0, "127.0.0.1");
await new Promise((listening) => server.once("listening", listening));

const file = await bundle();
const app: Record<string, unknown> = {};
Object.assign(process.env, { SST_SERVER: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
Object.assign(globalThis, {
  $app: app,
  $dev: false,
  $cli: { command: "diff", dev: false, paths: { home: work, root, work, platform }, state: { version: {} } },
});
const { pulumi, aws, sst, run, config }: Program = await import(pathToFileURL(file).href).finally(() => rm(file));
Object.assign(globalThis, { aws, sst });
Object.assign(app, { removal: "retain", protect: false, ...config.app({ stage }), stage });

const arns: Record<string, (name: string) => string> = {
  "aws:dynamodb/table:Table": (name) => `arn:aws:dynamodb:${region}:${account}:table/${name}`,
  "aws:sqs/queue:Queue": (name) => `arn:aws:sqs:${region}:${account}:${name}`,
  "aws:lambda/function:Function": (name) => `arn:aws:lambda:${region}:${account}:function:${name}`,
};
await pulumi.runtime.setMocks(
  {
    newResource({ type, name, inputs }: Registered) {
      resources.push({ type, name, inputs });
      const physical = typeof inputs.name === "string" ? inputs.name : name;
      const arn = arns[type]?.(physical) ?? `arn:aws:mock:${region}:${account}:${type}/${physical}`;
      const made = {
        streamArn: `${arn}/stream/now`,
        url: `https://sqs/${physical}`,
        functionUrl: `https://${name}.lambda-url/`,
        base64: Buffer.alloc(32).toString("base64"),
      };
      return { id: `${physical}_id`, state: { ...made, ...inputs, name: physical, arn } };
    },
    call({ token, inputs }: { token: string; inputs: Record<string, unknown> }) {
      if (token === "aws:index/getRegion:getRegion") return { region, name: region, id: region };
      if (token === "aws:index/getPartition:getPartition") return { partition: "aws", id: "aws" };
      if (token === "aws:index/getCallerIdentity:getCallerIdentity") return { accountId: account, id: "1" };
      if (token === "aws:iam/getPolicyDocument:getPolicyDocument") return { ...inputs, json: JSON.stringify(inputs) };
      throw new Error(`sst.config.ts asks AWS for ${token}, which the mocks do not know.`);
    },
  },
  String(app.name),
  stage,
  false,
  "organization",
);
await pulumi.runtime.runInPulumiStack(() =>
  run(async () => {
    // Registered last, hence told what SST's own transformations have made of the options.
    pulumi.runtime.registerStackTransformation(({ name, opts }) => {
      options[name] = { protect: opts.protect ?? false, retainOnDelete: opts.retainOnDelete ?? false };
      return undefined;
    });
    return config.run();
  }),
);
await pulumi.runtime.disconnect();
server.close();

/** Secrets are wrapped on their way to Pulumi's engine, marked by this key. */
const signature = "4dabf18193072939515e22adb298388d";
const unwrap = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === "object" && signature in value && "value" in value ? value.value : value;

await writeFile(target, JSON.stringify({ app, resources, options, built }, unwrap, 1));
