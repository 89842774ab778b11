import { type Clock, second } from "@earshot/core/clock.ts";
import { type Tell, toldOf } from "@earshot/core/webhook/happening.ts";
import { AudienceRows } from "./audience.ts";
import { BudgetRows } from "./budget.ts";
import type { Meter } from "./calls.ts";
import { ClusterRows } from "./clusters.ts";
import type { Connection } from "./connection.ts";
import { CorrectionRows } from "./corrections.ts";
import { DigestRows } from "./digests.ts";
import { DoingRows } from "./doings.ts";
import { ErasureRows } from "./erasures.ts";
import { FeedbackRows } from "./feedback.ts";
import { FollowRows } from "./follows.ts";
import { FormingRows } from "./forming.ts";
import { InboxRows } from "./inbox.ts";
import { IssueRows } from "./issues.ts";
import { LeaseRows } from "./leases.ts";
import { MarkRows } from "./marks.ts";
import { type Migration, migrations as released } from "./migrations.ts";
import { OutboxRows } from "./outbox.ts";
import { PaceRows } from "./pace.ts";
import { PassRows } from "./passes.ts";
import { PersonRows } from "./people.ts";
import { Recent } from "./recent.ts";
import { RecountRows } from "./recounts.ts";
import { CursorRows, SettingRows } from "./settings.ts";
import { ShapeRows } from "./shape.ts";
import { Table } from "./table.ts";
import { TellingRows } from "./tellings.ts";
import { ThemeRows } from "./themes.ts";
import { VoteRows } from "./votes.ts";
import { WebhookRows } from "./webhooks.ts";

/** All of the table's rows behind the ports of core, over one connection. */
export class Store {
  readonly table: Table;
  readonly shape: ShapeRows;
  readonly inbox: InboxRows;
  readonly feedback: FeedbackRows;
  readonly themes: ThemeRows;
  readonly votes: VoteRows;
  readonly follows: FollowRows;
  readonly digests: DigestRows;
  readonly doings: DoingRows;
  readonly audience: AudienceRows;
  readonly passes: PassRows;
  readonly corrections: CorrectionRows;
  readonly people: PersonRows;
  readonly outbox: OutboxRows;
  readonly marks: MarkRows;
  readonly tellings: TellingRows;
  readonly pace: PaceRows;
  readonly issues: IssueRows;
  readonly settings: SettingRows;
  readonly cursors: CursorRows;
  readonly recounts: RecountRows;
  readonly budget: BudgetRows;
  readonly leases: LeaseRows;
  readonly clustering: ClusterRows;
  readonly forming: FormingRows;
  readonly erasures: ErasureRows;
  readonly webhooks: WebhookRows;
  readonly #lists = new Recent(second);
  readonly #configured = new Recent(second);

  constructor(
    name: string,
    connection: Connection = {},
    meter?: Meter,
    clock: Clock = Date.now,
    migrations: readonly Migration[] = released,
  ) {
    this.table = new Table(name, connection, meter, migrations);
    this.shape = new ShapeRows(this.table, name, migrations);
    const webhooks = new WebhookRows(this.table, clock);
    this.webhooks = webhooks;
    const tell: Tell = (heads) => toldOf(() => webhooks.listeners(), heads, clock());
    this.inbox = new InboxRows(this.table);
    this.feedback = new FeedbackRows(this.table);
    this.themes = new ThemeRows(this.table, tell, this.#lists);
    this.votes = new VoteRows(this.table);
    this.follows = new FollowRows(this.table);
    this.digests = new DigestRows(this.table);
    this.doings = new DoingRows(this.table);
    this.audience = new AudienceRows(this.table, this.feedback);
    this.passes = new PassRows(this.table);
    this.corrections = new CorrectionRows(this.table, tell, [this.#lists, this.#configured]);
    this.people = new PersonRows(this.table, this.feedback);
    this.outbox = new OutboxRows(this.table);
    this.marks = new MarkRows(this.table);
    this.tellings = new TellingRows(this.table);
    this.pace = new PaceRows(this.table);
    this.issues = new IssueRows(this.table);
    this.settings = new SettingRows(this.table, this.#configured);
    this.cursors = new CursorRows(this.table);
    this.recounts = new RecountRows(this.table);
    this.budget = new BudgetRows(this.table);
    this.leases = new LeaseRows(this.table);
    this.clustering = new ClusterRows(this.table);
    this.forming = new FormingRows(this.table);
    this.erasures = new ErasureRows(this.table);
  }

  /** Reads everything anew that was read a moment ago: for those who wrote to the table itself. */
  forget(): void {
    this.#lists.forget();
    this.#configured.forget();
  }

  close(): void {
    this.table.close();
  }
}
