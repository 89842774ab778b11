import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type House, type HouseOptions, openHouse } from "../house.ts";

/** A house in a folder of its own that is gone afterwards. */
export async function inEmptyHouse(
  options: Pick<HouseOptions, "meter" | "everyMinute">,
  work: (house: House) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "earshot-bench-"));
  const house = await openHouse({
    variables: { EARSHOT_DATA: folder, EARSHOT_RATE_LIMIT: "0" },
    log: () => {},
    ...options,
  });
  try {
    await work(house);
  } finally {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export function print(bench: string, name: string, figures: Record<string, number | string>): void {
  const rounded = Object.entries(figures).map(([key, value]) => [
    key,
    typeof value === "number" ? Number(value.toPrecision(4)) : value,
  ]);
  console.log(JSON.stringify({ bench, name, ...Object.fromEntries(rounded) }));
}
