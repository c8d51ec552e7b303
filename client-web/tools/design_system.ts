// SPDX-License-Identifier: EUPL-1.2
// Makes one small stylesheet of NL Design System: the rules of the components we use, and the tokens those rules and ours refer to.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const blocks = [
  'alert',
  'button',
  'button-link',
  'form-field',
  'form-field-description',
  'form-field-error-message',
  'form-fieldset',
  'form-label',
  'heading-1',
  'heading-2',
  'heading-3',
  'link',
  'select',
  'skip-link',
  'textarea',
  'textbox',
] as const;

/** Cuts a stylesheet into its rules at the outermost level, each with its prelude and its body. */
export function rulesOf(css: string): readonly { prelude: string; body: string }[] {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const rules: { prelude: string; body: string }[] = [];
  let depth = 0;
  let start = 0;
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{' && depth++ === 0) open = at;
    else if (text[at] === '}' && --depth === 0) {
      rules.push({ prelude: text.slice(start, open).trim(), body: text.slice(open + 1, at) });
      start = at + 1;
    }
  }
  return rules;
}

function isUsed(selector: string): boolean {
  const found = [...selector.matchAll(/\.utrecht-([a-z0-9-]+?)(?=__|--|[^a-z0-9-]|$)/g)].map((match) => match[1] ?? '');
  return found.length > 0 && found.every((block) => (blocks as readonly string[]).includes(block));
}

const writtenPicture = /[\w-]+\s*:\s*url\("data:[^"]*"\)[^;}]*;?/g;

/** Only the rules of the blocks above. Pictures written into the sheet are left out: the content security policy refuses them. */
export function trimmedComponents(css: string): string {
  return rulesOf(css)
    .map(({ prelude, body }) => {
      if (prelude.startsWith('@media')) {
        const inner = trimmedComponents(body);
        return inner && `${prelude}{${inner}}`;
      }
      const selectors = prelude.split(/,(?![^()]*\))/).filter(isUsed);
      if (selectors.length === 0) return '';
      return `${selectors.join(',').trim()}{${body.replace(writtenPicture, '')}}`;
    })
    .filter(Boolean)
    .join('\n');
}

const referencesIn = (css: string): readonly string[] => [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1] ?? '');

/** The tokens that `css` reaches, directly or through other tokens. */
export function trimmedTokens(theme: string, css: string): string {
  const all = new Map<string, string>();
  for (const { body } of rulesOf(theme)) {
    for (const [, name, value] of body.matchAll(/(--[\w-]+)\s*:\s*([^;]+);/g)) if (name && value) all.set(name, value.trim());
  }
  const reached = new Set<string>();
  const waiting = [...referencesIn(css)];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const value = all.get(name);
    if (value === undefined || reached.has(name)) continue;
    reached.add(name);
    waiting.push(...referencesIn(value));
  }
  const lines = [...all].filter(([name]) => reached.has(name)).map(([name, value]) => `${name}:${value};`);
  return `.voorbeeld-theme{${lines.join('\n')}}`;
}

// An assignment after each component keeps all of them in the bundle; without it what is not imported is left out.
const displayNames = /^\w+\.displayName = '\w+';$/gm;
const libraryModule = /node_modules\/@utrecht\/component-library-react\/dist\/index\.mjs$/;

const kAddress = 'virtual:design-system.css';
const kResolved = '/@design-system.css';

export function designSystem(root: string): Plugin {
  const require = createRequire(join(root, 'package.json'));
  const read = (name: string): string => readFileSync(require.resolve(name), 'utf8');
  return {
    name: 'beraad-design-system',
    enforce: 'pre',
    resolveId: (id) => (id === kAddress ? kResolved : undefined),
    transform: (code, id) => (libraryModule.test(id) ? { code: code.replace(displayNames, ''), map: null } : undefined),
    load(id) {
      if (id !== kResolved) return undefined;
      const components = trimmedComponents(read('@utrecht/component-library-css/dist/index.css'));
      const styles = join(root, 'src/ui/styles');
      const own = readdirSync(styles).map((name) => readFileSync(join(styles, name), 'utf8'));
      const theme = read('@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css');
      return `${trimmedTokens(theme, [components, ...own].join('\n'))}\n${components}`;
    },
  };
}
