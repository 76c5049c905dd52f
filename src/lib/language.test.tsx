// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { copyNow, languageNow, localeOf, setLanguage, useCopy } from './language.ts';

const copies = { en: { hello: 'Hello' }, fr: { hello: 'Bonjour' } };

function Greeting() {
  return <p>{useCopy(copies).hello}</p>;
}

afterEach(() => act(() => setLanguage('en')));

it('draws again in the chosen language, keeps it, and tells screen readers', () => {
  render(<Greeting />);
  expect(screen.getByText('Hello')).toBeTruthy();
  act(() => setLanguage('fr'));
  expect(screen.getByText('Bonjour')).toBeTruthy();
  expect(copyNow(copies).hello).toBe('Bonjour');
  expect(localeOf()).toBe('fr-CA');
  expect(document.documentElement.lang).toBe('fr-CA');
  expect(localStorage.getItem('switchboard.language')).toBe('fr');
  expect(languageNow()).toBe('fr');
});
