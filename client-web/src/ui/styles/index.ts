// SPDX-License-Identifier: EUPL-1.2
// All stylesheets, from the most general to the most particular.
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import 'virtual:design-system.css';
import './tokens.css';
import './base.css';
import './parts.css';
import './guarded.css';
import './gate.css';
import './work.css';
import './tasks.css';
import './cases.css';
import './messages.css';
import './room.css';
