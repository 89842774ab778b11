import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import autocannon from "autocannon";
import * as z from "zod";

export interface Request {
  method: string;
  path: string;
  body?: string;
}

/** Requests in turn, as fast as they are answered, over so many connections for so many seconds. */
export interface Load {
  url: string;
  requests: readonly Request[];
  headers: Record<string, string>;
  connections: number;
  seconds: number;
}

export interface Figures {
  rps: number;
  p50_ms: number;
  p99_ms: number;
  /** Answers other than 2xx and 3xx, and connections that failed. */
  errors: number;
}

export interface Generator {
  name: string;
  run(load: Load): Promise<Figures>;
}

const run = promisify(execFile);

/** wrk where it is installed: it is in C, and leaves the processor to the server. Else autocannon, which does not. */
export async function loadGenerator(): Promise<Generator> {
  try {
    await run("sh", ["-c", "command -v wrk"]);
    return { name: "wrk", run: byWrk };
  } catch {
    return { name: "autocannon", run: byAutocannon };
  }
}

/** What wrk runs: the requests of a file, one a line, over and over, and the figures as JSON at the end. */
const script = `
local requests, at = {}, 0
function init(args)
  for line in io.lines(args[1]) do
    local method, path, body = line:match("^(%S+)\\t(%S+)\\t(.*)$")
    if body == "" then body = nil end
    requests[#requests + 1] = wrk.format(method, path, wrk.headers, body)
  end
end
function request()
  at = at % #requests + 1
  return requests[at]
end
function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
  io.write(string.format('\\n{"rps":%f,"p50_ms":%f,"p99_ms":%f,"errors":%d}\\n',
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failed))
end
`;

const FiguresOfWrk = z.object({ rps: z.number(), p50_ms: z.number(), p99_ms: z.number(), errors: z.number() });

async function byWrk({ url, requests, headers, connections, seconds }: Load): Promise<Figures> {
  const folder = mkdtempSync(path.join(tmpdir(), "earshot-load-"));
  try {
    const lua = path.join(folder, "load.lua");
    const list = path.join(folder, "requests.tsv");
    writeFileSync(lua, script);
    writeFileSync(list, requests.map((one) => `${one.method}\t${one.path}\t${one.body ?? ""}\n`).join(""));
    const said = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
    const shape = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "10s"];
    const { stdout } = await run("wrk", [...shape, ...said, "-s", lua, url, "--", list]);
    return FiguresOfWrk.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function byAutocannon({ url, requests, headers, connections, seconds }: Load): Promise<Figures> {
  let at = 0;
  const next = () => requests[at++ % requests.length] as Request;
  const result = await autocannon({
    ...{ url, connections, duration: seconds, headers },
    requests: [{ setupRequest: (request) => ({ ...request, ...next() }) as autocannon.Request }],
  });
  const { requests: sent, latency, errors, non2xx } = result;
  return { rps: sent.average, p50_ms: latency.p50, p99_ms: latency.p99, errors: errors + non2xx };
}
