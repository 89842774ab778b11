import { type Condition, figuresOf, type Status, statusOf, watched } from "@earshot/core/condition.ts";
import { reasonOf } from "@earshot/core/error.ts";
import { examine } from "@earshot/core/examining.ts";
import type { Base } from "./base.ts";

/** For a person who looks: more is as good as many. */
const mostShown = 100;
/** For a look each minute. */
const mostMeasured = 20;

/** What waits, what is parked, how far behind the workers are, and what needs a person. */
export async function presentStatus(base: Base): Promise<Status> {
  return statusOf(await look(base, mostShown), base.world.clock());
}

function look({ environment, store, world }: Base, most: number): Promise<Condition> {
  const { inbox, outbox, webhooks, erasures, cursors, budget } = store;
  const { EARSHOT_MODEL_BUDGET: budgetLimit, EARSHOT_SUMMARY_MODEL, EARSHOT_EMBEDDINGS_MODEL } = environment;
  const models = [EARSHOT_SUMMARY_MODEL, EARSHOT_EMBEDDINGS_MODEL].filter((name) => name !== undefined);
  const { clock } = world;
  return examine({ inbox, outbox, webhooks, erasures, cursors, budget, budgetLimit, models, clock }, most);
}

/** Where the metrics stand in CloudWatch; sst.config.ts makes alarms of them. */
export const namespace = "Earshot";

/**
 * Tells how the house is, as metrics: one line of the log in CloudWatch's embedded metric format, which becomes metrics
 * without a call and without a permission. A look that fails must not keep the sweep from its work; that no metrics
 * come raises an alarm of its own.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export async function measure(base: Base): Promise<void> {
  const { clock, log } = base.world;
  try {
    const condition = await look(base, mostMeasured);
    log("measured", metricsOf(condition, base.environment.EARSHOT_TABLE, clock()));
  } catch (error) {
    log("measured.not", { reason: reasonOf(error) });
  }
}

/** The fields of a line that CloudWatch reads metrics from. */
export function metricsOf(condition: Condition, table: string, now: number): Record<string, unknown> {
  const figures = figuresOf(condition, now);
  const Metrics = Object.values(watched)
    .filter(({ metric }) => metric in figures)
    .map(({ metric: Name, unit: Unit }) => ({ Name, Unit }));
  return {
    _aws: { Timestamp: now, CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [["Table"]], Metrics }] },
    Table: table,
    ...figures,
  };
}
