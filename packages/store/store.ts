import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { BudgetRows } from "./budget.ts";
import { ClusterRows } from "./clusters.ts";
import { CorrectionRows } from "./corrections.ts";
import { FeedbackRows } from "./feedback.ts";
import { FollowRows } from "./follows.ts";
import { FormingRows } from "./forming.ts";
import { InboxRows } from "./inbox.ts";
import { IssueRows } from "./issues.ts";
import { LeaseRows } from "./leases.ts";
import { OutboxRows } from "./outbox.ts";
import { PassRows } from "./passes.ts";
import { PersonRows } from "./people.ts";
import { RecountRows } from "./recounts.ts";
import { CursorRows, SettingRows } from "./settings.ts";
import { type Meter, Table } from "./table.ts";
import { ThemeRows } from "./themes.ts";
import { VoteRows } from "./votes.ts";

/** All of the table's rows behind the ports of core, over one connection. */
export class Store {
  readonly table: Table;
  readonly inbox: InboxRows;
  readonly feedback: FeedbackRows;
  readonly themes: ThemeRows;
  readonly votes: VoteRows;
  readonly follows: FollowRows;
  readonly passes: PassRows;
  readonly corrections: CorrectionRows;
  readonly people: PersonRows;
  readonly outbox: OutboxRows;
  readonly issues: IssueRows;
  readonly settings: SettingRows;
  readonly cursors: CursorRows;
  readonly recounts: RecountRows;
  readonly budget: BudgetRows;
  readonly leases: LeaseRows;
  readonly clustering: ClusterRows;
  readonly forming: FormingRows;

  constructor(name: string, config: DynamoDBClientConfig = {}, meter?: Meter) {
    this.table = new Table(name, config, meter);
    this.inbox = new InboxRows(this.table);
    this.feedback = new FeedbackRows(this.table);
    this.themes = new ThemeRows(this.table);
    this.votes = new VoteRows(this.table);
    this.follows = new FollowRows(this.table);
    this.passes = new PassRows(this.table);
    this.corrections = new CorrectionRows(this.table);
    this.people = new PersonRows(this.table, this.feedback);
    this.outbox = new OutboxRows(this.table);
    this.issues = new IssueRows(this.table);
    this.settings = new SettingRows(this.table);
    this.cursors = new CursorRows(this.table);
    this.recounts = new RecountRows(this.table);
    this.budget = new BudgetRows(this.table);
    this.leases = new LeaseRows(this.table);
    this.clustering = new ClusterRows(this.table);
    this.forming = new FormingRows(this.table);
  }

  close(): void {
    this.table.close();
  }
}
