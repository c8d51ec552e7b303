// SPDX-License-Identifier: EUPL-1.2
// Judges what testssl.sh found: whatever is of severity MEDIUM or worse, or could not be looked at, fails, but for what a certificate that
// was made on this machine always gives. `node findings.mjs REPORT.json` tells each and ends with a line of two numbers: passed, failed.
import { readFileSync } from 'node:fs';

const grave = new Set(['MEDIUM', 'HIGH', 'CRITICAL', 'FATAL', 'WARN']);

// By testssl.sh's own id: why it says nothing about the server.
const excepted = new Map([
  ['cert_chain_of_trust', 'the demo certificate signs itself'],
  ['cert_notRevoked', 'nobody issued it who could revoke it'],
  ['cert_revocation', 'nobody issued it who could revoke it'],
  ['OCSP_stapling', 'nobody issued it who answers for it'],
  ['certificate_transparency', 'it is in no public log, and must not be'],
  ['DNS_CAArecord', 'localhost has no DNS records'],
  ['engine_problem', 'the OpenSSL that scans knows no GOST; the server speaks TLS 1.3 with two suites only'],
]);

const findings = JSON.parse(readFileSync(process.argv[2], 'utf8'));
let passed = 0;
let failed = 0;
for (const { id, severity, finding } of findings) {
  const reason = excepted.get(id);
  if (!grave.has(severity)) {
    passed += 1;
  } else if (reason) {
    console.log(`    excepted: ${id}: ${reason}`);
  } else {
    console.log(`    ${severity} ${id}: ${finding}`);
    failed += 1;
  }
}
// A scan that could not begin finds nothing either.
const spoken = findings.some(({ id }) => id === 'TLS1_3');
if (!spoken) console.log('    the scan did not reach the server');
console.log(passed, failed + (spoken ? 0 : 1));
