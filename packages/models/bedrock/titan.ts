import { InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import type { Allowance } from "@earshot/core/allowance.ts";
import { second } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Embedder } from "@earshot/core/models.ts";
import { inTurns } from "@earshot/core/turns.ts";
import * as z from "zod";
import { attempts, type BedrockOptions, bedrockClient } from "./client.ts";
import { bedrockError } from "./failure.ts";

export interface TitanOptions extends Omit<BedrockOptions, "timeout"> {
  /** `amazon.titan-embed-text-v2:0`. */
  model: string;
  allowance: Allowance;
  timeout?: number | undefined;
}

/** Enough for what people say, at a quarter of the memory and nearly the accuracy of the 1,024 there are. */
const dimensions = 256;
/** The model takes 8,192 tokens; what feedback is about stands at its beginning. */
const longestText = 4000;
/** Of one attempt: who takes feedback in waits for two of them at most (core/meaning.ts). */
const usualTimeout = 2 * second;
/** It takes one text a call. */
const callsAtOnce = 8;

const Answer = z.object({
  embedding: z.array(z.number()).length(dimensions),
  inputTextTokenCount: z.number().int().nonnegative(),
});

/**
 * Titan Text Embeddings V2: vectors for texts in a hundred languages.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html
 *
 * @example
 * const [vector] = await titan({ model: "amazon.titan-embed-text-v2:0", allowance }).embed(["Dark mode, please"]);
 */
export function titan({ model, allowance, timeout = usualTimeout, ...options }: TitanOptions): Embedder {
  const client = bedrockClient({ ...options, timeout });

  async function embedOne(text: string): Promise<{ vector: Float32Array; tokens: number }> {
    const command = new InvokeModelCommand({
      modelId: model,
      contentType: "application/json",
      accept: "application/json",
      body: JSON.stringify({ inputText: text, dimensions, normalize: true, embeddingTypes: ["float"] }),
    });
    const { body, $metadata } = await client.send(command).catch((error: unknown) => {
      throw bedrockError(error);
    });
    const { embedding, inputTextTokenCount } = readAnswer(body);
    return { vector: Float32Array.from(embedding), tokens: inputTextTokenCount * ($metadata.attempts ?? 1) };
  }

  return {
    name: model,
    async embed(texts) {
      const vectors: Float32Array[] = texts.map(() => new Float32Array(dimensions));
      const spoken = texts
        .map((text, index) => ({ text: text.slice(0, longestText).toWellFormed(), index }))
        .filter(({ text }) => /\S/.test(text));
      if (spoken.length === 0) return vectors;
      // No tokeniser makes more tokens than there are bytes, but for those that mark beginning and end.
      const bytes = spoken.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 2, 0);
      await allowance.spend({ input: bytes * attempts, output: 0 }, (took) =>
        inTurns(spoken, callsAtOnce, async ({ text, index }) => {
          const { vector, tokens } = await embedOne(text);
          took({ input: tokens, output: 0 });
          vectors[index] = vector;
        }),
      );
      return vectors;
    },
  };
}

function readAnswer(body: Uint8Array): z.infer<typeof Answer> {
  try {
    return Answer.parse(JSON.parse(new TextDecoder().decode(body)));
  } catch (cause) {
    throw new EarshotError("upstream", "The embedding model's answer makes no sense.", { cause });
  }
}
