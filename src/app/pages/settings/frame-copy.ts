import type { SettingsSection } from './sections.ts';

const en = {
  title: 'Settings',
  tabs: {
    label: 'Settings',
    communications: 'Communications Settings',
    business: 'Business',
    appearance: 'Appearance and language',
  },
  sectionsLabel: 'Communications Settings',
  sections: {
    communications: 'Numbers and set-up',
    'hours-and-services': 'Hours and holidays',
    'who-rings': 'Who rings',
    'ai-dispatcher': 'AI dispatcher',
    devices: 'Notifications and devices',
    team: 'Team',
    limits: 'Limits',
    health: 'Health',
    audit: 'Audit',
  } satisfies Record<SettingsSection, string> as Record<SettingsSection, string>,
  loading: 'Loading',
  devicesText: 'Microphone, speakers and ringing are set for each browser on its own.',
  theme: {
    title: 'Theme',
    text: 'System follows this computer. The choice is kept in this browser.',
    system: 'System',
    light: 'Light',
    dark: 'Dark',
  },
  language: {
    title: 'Language',
    text: 'What you read in this app. Your colleagues choose for themselves.',
    en: 'English',
    fr: 'Français',
    notSaved: 'The language is changed in this browser only: it could not be saved.',
  },
};
export type FrameCopy = typeof en;

const fr: FrameCopy = {
  title: 'Paramètres',
  tabs: {
    label: 'Paramètres',
    communications: 'Paramètres de communication',
    business: 'Entreprise',
    appearance: 'Apparence et langue',
  },
  sectionsLabel: 'Paramètres de communication',
  sections: {
    communications: 'Numéros et configuration',
    'hours-and-services': 'Heures et jours fériés',
    'who-rings': 'Qui sonne',
    'ai-dispatcher': 'Répartiteur IA',
    devices: 'Notifications et appareils',
    team: 'Équipe',
    limits: 'Limites',
    health: 'État du système',
    audit: 'Journal',
  },
  loading: 'Chargement',
  devicesText: 'Le micro, les haut-parleurs et la sonnerie se règlent pour chaque navigateur.',
  theme: {
    title: 'Thème',
    text: 'Système suit cet ordinateur. Le choix est conservé dans ce navigateur.',
    system: 'Système',
    light: 'Clair',
    dark: 'Sombre',
  },
  language: {
    title: 'Langue',
    text: 'Ce que vous lisez dans l’application. Vos collègues choisissent la leur.',
    en: 'English',
    fr: 'Français',
    notSaved: 'La langue a changé dans ce navigateur seulement : elle n’a pas pu être enregistrée.',
  },
};

export const frameCopy = { en, fr };
