/**
 * Why something is refused that a person asked for, by name. The message of an error is in English, for the API and the
 * log; pages say the same in their reader's language, in words of their own that they find by this name.
 */
export type Reason =
  | "noTheme"
  | "noFeedback"
  | "noBoard"
  | "noTeam"
  | "noProposal"
  | "noCorrection"
  /* What people decided about feedback. */
  | "feedbackWithdrawn"
  | "feedbackChanged"
  | "notWaiting"
  | "reviewedMeanwhile"
  | "hiddenAlready"
  | "saidInPrivate"
  | "notApproved"
  | "rejectionUnexplained"
  | "otherBoard"
  | "nothingToSplit"
  | "notInTheme"
  /* … and about themes. */
  | "mergedMeanwhile"
  | "intoItself"
  | "partOfAnother"
  | "hasItAsPart"
  | "notMerged"
  | "familyTooLarge"
  | "promiseNeedsPlan"
  | "titleFromPrivate"
  /* … and about proposals and settings. */
  | "proposalAccepted"
  | "proposalDecided"
  | "nothingLeftOfIt"
  | "secondDefaultTeam"
  /* … and about other systems that are told. */
  | "noWebhook"
  | "noDelivery"
  | "tooManyWebhooks"
  | "webhookDisabled"
  | "sendingNow"
  | "addressUnreadable"
  | "addressWithUser"
  | "addressNotHttps"
  | "addressNowhere"
  | "addressNotPublic"
  /* Why something cannot be taken back. */
  | "undoneAlready"
  | "undoneOtherwise"
  | "decidedSince"
  | "statusSince"
  | "movedSince"
  | "supportedSince"
  | "notKept"
  | "madeThen";

/** What a reason is about, for the words that tell it: names as people gave them. */
export type About = Readonly<Partial<Record<"theme" | "into" | "name" | "state" | "most", string>>>;
