// SPDX-License-Identifier: EUPL-1.2
// Collects the cases of one vector file. Each is carried out while it is made: a case whose outcome is not the intended one is not written.

import { isDeepStrictEqual } from 'node:util';
import { type Bytes, hex } from '../../src/crypto/bytes';
import { type Id, idBytes } from '../../src/protocol/id';
import type { Item } from '../../src/protocol/item';
import type { Json, JsonObject } from '../../src/protocol/json';
import type { Signed } from '../../src/protocol/signed';
import { carryOut } from '../../src/protocol/testing/shared_ops';

export class VectorFile {
  private readonly cases_: JsonObject[] = [];

  /** `expect` when it is known from how the inputs were made; otherwise what our side computes, for the other side to agree with. */
  async accept(name: string, op: string, inputs: JsonObject, expect?: Json): Promise<void> {
    const outcome = await carryOut(op, inputs);
    if (!outcome.ok) throw new Error(`${op}, ${name}: refused`);
    if (expect !== undefined && !isDeepStrictEqual(outcome.value, expect)) throw new Error(`${op}, ${name}: another outcome`);
    this.add({ name, op, ...inputs, expect: outcome.value });
  }

  async refuse(name: string, op: string, inputs: JsonObject): Promise<void> {
    if ((await carryOut(op, inputs)).ok) throw new Error(`${op}, ${name}: accepted`);
    this.add({ name, op, ...inputs, refused: true });
  }

  private add(one: JsonObject): void {
    if (this.cases_.some(({ name }) => name === one.name)) throw new Error(`${one.name}: twice`);
    this.cases_.push(one);
  }

  get length(): number {
    return this.cases_.length;
  }

  text(): string {
    return `[\n${this.cases_.map((one) => ` ${JSON.stringify(one)}`).join(',\n')}\n]\n`;
  }
}

export function idHex(id: Id): string {
  return hex(idBytes(id));
}

export function signedHex({ b, s }: Signed): JsonObject {
  return { b: hex(b), s: hex(s) };
}

export function itemHex({ h, k, c, s }: Item): JsonObject {
  return { h: hex(h), k: hex(k), c: hex(c), s: hex(s) };
}

export function flipped(bytes: Bytes, at = 0): Bytes {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}
