import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LinkType } from './mail-box.ts';
import { escapeHtml } from './mail-page.ts';

/** GoTrue's variables that our templates use. */
export interface MailValues {
  ConfirmationURL: string;
  TokenHash: string;
  Token: string;
  SiteURL: string;
  RedirectTo: string;
  Email: string;
}

/** The names of `[auth.email.template.<name>]` in config.toml. */
const templateNames: Record<LinkType, string> = {
  signup: 'confirmation',
  invite: 'invite',
  recovery: 'recovery',
  magiclink: 'magic_link',
};

const plain = {
  subject: 'Your link',
  html: '<p><a href="{{ .ConfirmationURL }}">Open the link</a></p>',
};

/**
 * Fills in the mail that a hosted project would send: subject and file as config.toml names them.
 *
 * @param configFile supabase/config.toml; what it does not name gets a plain mail
 */
export function composeMail(
  configFile: string,
  type: LinkType,
  values: MailValues,
): { subject: string; html: string; link: string } {
  const template = readTemplate(configFile, templateNames[type]);
  const html = fill(template.html, values, escapeHtml);
  const link = /href="([^"]+)"/.exec(fill(template.html, values, (text) => text))?.[1];
  return {
    subject: fill(template.subject, values, (text) => text),
    html,
    link: link ?? values.ConfirmationURL,
  };
}

function readTemplate(configFile: string, name: string): { subject: string; html: string } {
  if (!existsSync(configFile)) return plain;
  const section = readFileSync(configFile, 'utf8').split(`[auth.email.template.${name}]`)[1];
  const own = section?.split(/^\[/m)[0] ?? '';
  const subject = /^subject\s*=\s*"(.*)"\s*$/m.exec(own)?.[1];
  const path = /^content_path\s*=\s*"(.*)"\s*$/m.exec(own)?.[1];
  // As the CLI reads it: from the folder above supabase/.
  const file = path ? join(dirname(configFile), '..', path) : null;
  if (!subject || !file || !existsSync(file)) return plain;
  return { subject, html: readFileSync(file, 'utf8') };
}

function fill(text: string, values: MailValues, clean: (value: string) => string): string {
  return text.replaceAll(/\{\{\s*\.(\w+)\s*\}\}/g, (whole, name: string) =>
    name in values ? clean(values[name as keyof MailValues]) : whole,
  );
}
