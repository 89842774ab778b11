import { EarshotError } from "@earshot/core/error.ts";

/** What Bedrock's own errors mean to us; what is not here is a passing failure of somebody else's. */
const refusals: Record<string, () => [EarshotError["kind"], string, number?]> = {
  ThrottlingException: () => ["limited", "Bedrock is asked too often.", 10],
  ServiceQuotaExceededException: () => ["limited", "The account's quota for this model is used up.", 60],
  ModelNotReadyException: () => ["limited", "The model is not ready yet.", 30],
  AccessDeniedException: () => [
    "auth",
    "Bedrock does not let us use this model: see the role's permissions and the account's model access.",
  ],
  UnrecognizedClientException: () => ["auth", "Bedrock does not know these credentials."],
  InvalidSignatureException: () => ["auth", "Bedrock does not accept these credentials."],
  ExpiredTokenException: () => ["auth", "The credentials for Bedrock have expired."],
  CredentialsProviderError: () => ["auth", "There are no credentials for Bedrock."],
  ValidationException: () => ["input", "Bedrock does not take this request: is the model's id right for it?"],
  ResourceNotFoundException: () => ["missing", "There is no such model in this region."],
};

/**
 * What the SDK throws as our one error type. The text of an answer never gets into a message: it may hold members' words.
 * `upstream` means that nobody knows whether the call was carried out, and charged for.
 */
export function bedrockError(error: unknown): EarshotError {
  if (error instanceof EarshotError) return error;
  const name = error instanceof Error ? error.name : "";
  const refusal = refusals[name]?.();
  if (refusal) {
    const [kind, message, retryAfter] = refusal;
    return new EarshotError(kind, message, { cause: error, ...(retryAfter !== undefined && { retryAfter }) });
  }
  const message = name === "TimeoutError" ? "Bedrock took too long." : "Bedrock failed to answer.";
  return new EarshotError("upstream", message, { cause: error });
}
