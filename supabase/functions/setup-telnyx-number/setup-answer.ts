import type {
  NumberOffer,
  NumberSetup,
  NumberSetupAnswer,
} from '../_shared/core/contracts/number-setup.ts';
import type { AccountOffer } from '../_shared/core/number-account.ts';
import { completeSteps, remedyFor } from '../_shared/core/number-setup-steps.ts';
import { SETUP_STEPS } from '../_shared/core/setup-step-names.ts';
import type { SetupsView, SetupView } from '../_shared/ports/number-setups.ts';

/** What is stored, in the words of `contracts/number-setup.ts`. */
export function setupAnswer(view: SetupsView, webhookUrl: string): NumberSetupAnswer {
  const { resources } = view;
  return {
    numbers: view.numbers.map((number) => ({
      phone_number_id: number.phoneNumberId,
      phone_number: number.phoneNumber,
      label: number.label,
      is_default: number.isDefault,
      connection_id: number.connectionId,
      setup: number.setup ? oneSetup(number.setup) : null,
    })),
    unfinished: view.unfinished ? oneSetup(view.unfinished) : null,
    resources: {
      outbound_voice_profile_id: resources.outboundVoiceProfileId,
      call_control_application_id: resources.callControlApplicationId,
      credential_connection_id: resources.credentialConnectionId,
      messaging_profile_id: resources.messagingProfileId,
    },
    webhook_url: webhookUrl,
  };
}

function oneSetup(view: SetupView): NumberSetup {
  const steps = completeSteps(view.steps);
  return {
    id: view.id,
    kind: view.kind,
    phone_number: view.phoneNumber,
    label: view.label,
    phone_number_id: view.phoneNumberId,
    state: view.state,
    steps: SETUP_STEPS.map((id) => ({ id, ...steps[id], remedy: remedyFor(steps[id].code) })),
    monthly_cost: view.monthlyCost,
    currency: view.currency,
    is_busy: view.isBusy,
    is_replaceable: view.isReplaceable,
    started_at: view.startedAt,
    updated_at: view.updatedAt,
    finished_at: view.finishedAt,
  };
}

export function offerAnswer(offer: AccountOffer): NumberOffer {
  return {
    phone_number: offer.phoneNumber,
    type: offer.type,
    locality: offer.locality,
    region: offer.region,
    features: offer.features,
    monthly_cost: offer.monthlyCost,
    upfront_cost: offer.upfrontCost,
    currency: offer.currency,
  };
}
