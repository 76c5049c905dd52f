import type { SearchCriteria } from '@/data/number-setup.queries.ts';
import {
  NUMBER_FEATURES,
  type NUMBER_TYPES,
  type NumberOffer,
  type NumberOverview,
  type NumberSetup,
  type NumberSetupAnswer,
} from '@core/contracts/number-setup.ts';

export type NumberType = (typeof NUMBER_TYPES)[number];
export type NumberFeature = (typeof NUMBER_FEATURES)[number];

/** Asked for besides calls, which every number here must carry. */
export const EXTRA_FEATURES: readonly NumberFeature[] = NUMBER_FEATURES.filter(
  (feature) => feature !== 'voice',
);

/** What is being entered, as it stands in the form. */
export interface SearchDraft {
  /** ISO 3166 alpha-2; empty: the business's own. */
  country: string;
  areaCode: string;
  locality: string;
  type: NumberType | 'any';
  features: NumberFeature[];
}

export type WizardStage = 'closed' | 'choose' | 'search' | 'confirm' | 'own';

/** How far somebody has come in this tab; what was ordered is the server's to know. */
export interface WizardDraft {
  stage: WizardStage;
  search: SearchDraft;
  /** The search whose results are shown. */
  searched: SearchCriteria | null;
  offer: NumberOffer | null;
  label: string;
  ownNumber: string;
  /** The set-up that failed before anything was bought, and is being replaced. */
  insteadOf: string | null;
  /** E.164; its set-up was seen under way here, so its end is told here. */
  watched: string | null;
}

export const EMPTY_DRAFT: WizardDraft = {
  stage: 'closed',
  search: { country: '', areaCode: '', locality: '', type: 'any', features: [] },
  searched: null,
  offer: null,
  label: '',
  ownNumber: '',
  insteadOf: null,
  watched: null,
};

/** Countries whose area codes have three digits (the North American Numbering Plan's largest two). */
const THREE_DIGITS = new Set(['CA', 'US']);

export const hasShortAreaCodes = (country: string) => THREE_DIGITS.has(country);

export function isAreaCodeWrong(areaCode: string, country: string): boolean {
  const text = areaCode.trim();
  if (text === '') return false;
  return !(hasShortAreaCodes(country) ? /^\d{3}$/ : /^\d{2,5}$/).test(text);
}

/** The request that a filled-in search makes. */
export function criteriaOf(draft: SearchDraft, country: string): SearchCriteria {
  const areaCode = draft.areaCode.trim();
  const locality = draft.locality.trim();
  return {
    country,
    ...(areaCode ? { area_code: areaCode } : {}),
    ...(locality ? { locality } : {}),
    ...(draft.type === 'any' ? {} : { type: draft.type }),
    features: ['voice', ...draft.features],
  };
}

export type WizardView =
  | { kind: Exclude<WizardStage, 'confirm'> }
  | { kind: 'confirm'; offer: NumberOffer }
  | { kind: 'progress'; setup: NumberSetup }
  | { kind: 'ready'; number: NumberOverview };

/**
 * What the wizard shows. The server's word comes first: a set-up under way is shown in every tab and on
 * every day, unless it failed with nothing bought and another number is being chosen here.
 */
export function wizardView(answer: NumberSetupAnswer, draft: WizardDraft): WizardView {
  const { unfinished, numbers } = answer;
  const isReplaced = unfinished?.is_replaceable === true && draft.insteadOf === unfinished.id;
  if (unfinished && !isReplaced) return { kind: 'progress', setup: unfinished };
  const watched = numbers.find(({ phone_number: number }) => number === draft.watched);
  if (watched?.setup?.state === 'done') return { kind: 'ready', number: watched };
  if (draft.stage === 'confirm') {
    return draft.offer ? { kind: 'confirm', offer: draft.offer } : { kind: 'search' };
  }
  // A new business sees the wizard at once.
  const isFirst = numbers.length === 0 && draft.stage === 'closed';
  return { kind: isFirst ? 'choose' : draft.stage };
}
