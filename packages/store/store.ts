import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { FeedbackRows } from "./feedback.ts";
import { InboxRows } from "./inbox.ts";
import { IssueRows } from "./issues.ts";
import { OutboxRows } from "./outbox.ts";
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
  readonly people: PersonRows;
  readonly outbox: OutboxRows;
  readonly issues: IssueRows;
  readonly settings: SettingRows;
  readonly cursors: CursorRows;
  readonly recounts: RecountRows;

  constructor(name: string, config: DynamoDBClientConfig = {}, meter?: Meter) {
    this.table = new Table(name, config, meter);
    this.inbox = new InboxRows(this.table);
    this.feedback = new FeedbackRows(this.table);
    this.themes = new ThemeRows(this.table);
    this.votes = new VoteRows(this.table);
    this.people = new PersonRows(this.table, this.feedback);
    this.outbox = new OutboxRows(this.table);
    this.issues = new IssueRows(this.table);
    this.settings = new SettingRows(this.table);
    this.cursors = new CursorRows(this.table);
    this.recounts = new RecountRows(this.table);
  }

  close(): void {
    this.table.close();
  }
}
