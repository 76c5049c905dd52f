import type { AccountHint, SetupRemedy } from '@core/contracts/number-setup.ts';

/** Telnyx's own pages. Where a page's address is not documented, the portal's front door. */
const PORTAL_URL = 'https://portal.telnyx.com/';
const BILLING_URL = 'https://portal.telnyx.com/#/app/billing';
const NUMBERS_URL = 'https://portal.telnyx.com/#/app/numbers/my-numbers';
const API_KEYS_URL = 'https://portal.telnyx.com/#/app/api-keys';

/** Where the owner does what Telnyx wants. */
export const HINT_URLS: Record<AccountHint['code'], string> = {
  verify_account: PORTAL_URL,
  add_funds: BILLING_URL,
  register_for_texting: PORTAL_URL,
  verify_toll_free: PORTAL_URL,
  add_emergency_address: NUMBERS_URL,
};

/** The page of Telnyx that helps against a failed step; null: none does. */
export function remedyUrl(remedy: SetupRemedy | null): string | null {
  switch (remedy) {
    case 'check_api_key':
      return API_KEYS_URL;
    case 'add_funds':
      return BILLING_URL;
    case 'verify_account':
    case 'give_documents':
      return PORTAL_URL;
    default:
      return null;
  }
}
