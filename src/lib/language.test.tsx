// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { copyNow, languageNow, localeOf, setLanguage, useCopy } from './language.ts';

const copies = { en: { hello: 'Hello' }, fr: { hello: 'Bonjour' } };

function Greeting() {
  return <p>{useCopy(copies).hello}</p>;
}

afterEach(() => {
  cleanup();
  act(() => setLanguage('en'));
});

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

it('follows what another tab of this browser was set to', () => {
  render(<Greeting />);
  const tell = (key: string, newValue: string | null) =>
    act(() => window.dispatchEvent(new StorageEvent('storage', { key, newValue })));
  void tell('switchboard.language', 'fr');
  expect(screen.getByText('Bonjour')).toBeTruthy();
  expect(document.documentElement.lang).toBe('fr-CA');
  void tell('switchboard.theme', 'en');
  void tell('switchboard.language', 'de');
  void tell('switchboard.language', null);
  expect(screen.getByText('Bonjour')).toBeTruthy();
});
