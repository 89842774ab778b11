import { EarshotError } from "@earshot/core/error.ts";
import type { ChatFront } from "@earshot/core/ports/chat.ts";

/** A chat that nobody has connected: everything from it is refused. */
export const noChat: ChatFront = {
  name: "slack",
  verify() {
    throw new EarshotError("auth", "Requests of this chat cannot be checked.");
  },
  read: () => ({ needs: "answer" }),
  who: async () => undefined,
  open: async () => {},
  suggestions: () => ({}),
};
