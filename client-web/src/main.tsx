// SPDX-License-Identifier: EUPL-1.2
// The page: starts the client in its worker and shows the screens over it.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startWorkerClient } from './state/proxy';
import { App } from './ui/app';
import './ui/styles/index';
import { allowOwnScriptsOnly } from './ui/trusted_types';

const place = document.getElementById('app');
if (!place) throw new Error('index.html has no #app');

allowOwnScriptsOnly();
createRoot(place).render(
  <StrictMode>
    <App client={startWorkerClient()} />
  </StrictMode>,
);
