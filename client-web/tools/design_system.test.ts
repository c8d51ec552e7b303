// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import { rulesOf, trimmedComponents, trimmedTokens } from './design_system';

describe('the trimmed design system', () => {
  it('keeps_the_rules_of_used_components_only', () => {
    const css = '.utrecht-button{color:red}.utrecht-calendar__day{color:blue}.utrecht-button,.utrecht-map-marker{margin:0}';
    expect(trimmedComponents(css)).toBe('.utrecht-button{color:red}\n.utrecht-button{margin:0}');
  });

  it('does_not_cut_a_selector_inside_its_brackets', () => {
    const css = '.utrecht-button:is(:hover,:focus){color:red}';
    expect(trimmedComponents(css)).toBe(css);
  });

  it('leaves_out_pictures_written_into_the_sheet', () => {
    const css = `.utrecht-select{background-image:url("data:image/svg+xml,%3csvg;{}%3e");color:red}`;
    expect(rulesOf('a{b:c}')).toHaveLength(1);
    expect(trimmedComponents(css.replace('{}', ''))).toBe('.utrecht-select{color:red}');
  });

  it('follows_a_token_to_the_tokens_it_is_made_of', () => {
    const theme = '.voorbeeld-theme{--a: var(--b); --b: red; --c: blue; }';
    expect(trimmedTokens(theme, '.x{color:var(--a)}')).toBe('.voorbeeld-theme{--a:var(--b);\n--b:red;}');
  });
});
