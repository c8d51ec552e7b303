// SPDX-License-Identifier: EUPL-1.2
// Rule 11: what in a text could name the pupil. Runs on the sender's device before anything is sealed in an anonymous room.

import type { Finding, IdentityCard } from '../state/model';

export declare function findings(text: string, card: IdentityCard | undefined): readonly Finding[];
