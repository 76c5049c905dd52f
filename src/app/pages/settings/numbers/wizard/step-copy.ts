import type { SetupCode, StepState } from '@core/contracts/number-setup.ts';
import type { SetupStep } from '@core/setup-step-names.ts';

export interface StepCopy {
  states: Record<StepState, string>;
  /** Each step: what is done, and what it is for. */
  steps: Record<SetupStep, { name: string; purpose: string }>;
  /** What happened, and what to do about it. */
  codes: Record<SetupCode, string>;
}

const en: StepCopy = {
  states: {
    pending: 'To do',
    running: 'Working on it',
    waiting: 'Waiting',
    done: 'Done',
    skipped: 'Not needed',
    failed: 'Stopped',
  },
  steps: {
    voice_profile: {
      name: 'Allow calls out',
      purpose: 'Says which countries you may call and how much may be spent in a day.',
    },
    application: {
      name: 'Connect the calls to Switchboard',
      purpose: 'Tells Telnyx to ask Switchboard what to do with each call.',
    },
    credential_connection: {
      name: 'Connect your browsers',
      purpose: 'Lets your people answer and call from this app.',
    },
    messaging_profile: {
      name: 'Prepare texting',
      purpose: 'The place that your texts will go through.',
    },
    order: { name: 'Order the number', purpose: 'This is the step that costs money, once.' },
    active: {
      name: 'Wait until the number is live',
      purpose: 'Telnyx switches the number on in the telephone network.',
    },
    assignment: {
      name: 'Let the number ring here',
      purpose: 'Joins the number with everything that was made above.',
    },
    caller_name: {
      name: 'Show the name of your business',
      purpose: 'People whom you call see it, where their carrier shows names.',
    },
    public_key: {
      name: 'Check that messages come from Telnyx',
      purpose: 'Keeps strangers from sending Switchboard false calls.',
    },
  },
  codes: {
    waiting_for_order: 'Telnyx is working on the order. This takes a moment and goes on by itself.',
    waiting_for_number: 'The number is yours and is being switched on. This goes on by itself.',
    telnyx_unavailable: 'Telnyx does not answer. It is tried again by itself; nothing is lost.',
    telnyx_rate_limited: 'Telnyx asks us to slow down. It goes on by itself.',
    api_key_refused:
      'Telnyx does not accept the API key of this installation. Whoever runs it puts in a valid one; then try again.',
    insufficient_funds: 'The Telnyx balance is too low. Add funds, then try again.',
    account_limit:
      'Your Telnyx account may not have another number yet. Verify the account with Telnyx, then try again.',
    number_unavailable:
      'Somebody else was faster and has this number now. Nothing was bought: choose another one.',
    order_failed:
      'Telnyx could not deliver this number. Nothing was bought: choose another one, or try once more.',
    requirements_needed:
      'Numbers of this country need documents or an address first. Give them to Telnyx in its portal, then try again.',
    number_gone: 'The number is not in your Telnyx account any more. Take it out of the list.',
    points_elsewhere: 'The number rings somewhere else now. Move it here, or leave it where it is.',
    caller_name_refused:
      'Telnyx does not publish a name for this number. Calls work; people see the number only.',
    texting_refused: 'This number cannot carry texts. Calls work.',
    refused: 'Telnyx refused this step. Try again; if it stays so, ask Telnyx for help.',
  },
};

const fr: StepCopy = {
  states: {
    pending: 'À faire',
    running: 'En cours',
    waiting: 'En attente',
    done: 'Terminé',
    skipped: 'Pas nécessaire',
    failed: 'Arrêté',
  },
  steps: {
    voice_profile: {
      name: 'Permettre les appels sortants',
      purpose: 'Indique les pays que vous pouvez appeler et la dépense permise par jour.',
    },
    application: {
      name: 'Relier les appels à Switchboard',
      purpose: 'Telnyx demande à Switchboard quoi faire de chaque appel.',
    },
    credential_connection: {
      name: 'Relier vos navigateurs',
      purpose: 'Permet à votre équipe de répondre et d’appeler depuis cette application.',
    },
    messaging_profile: {
      name: 'Préparer les textos',
      purpose: 'L’endroit par où passeront vos textos.',
    },
    order: {
      name: 'Commander le numéro',
      purpose: 'C’est l’étape qui coûte de l’argent, une fois.',
    },
    active: {
      name: 'Attendre que le numéro soit en service',
      purpose: 'Telnyx active le numéro sur le réseau téléphonique.',
    },
    assignment: {
      name: 'Faire sonner le numéro ici',
      purpose: 'Relie le numéro à tout ce qui a été créé ci-dessus.',
    },
    caller_name: {
      name: 'Afficher le nom de votre entreprise',
      purpose: 'Les gens que vous appelez le voient si leur fournisseur affiche les noms.',
    },
    public_key: {
      name: 'Vérifier que les messages viennent de Telnyx',
      purpose: 'Empêche des inconnus d’envoyer de faux appels à Switchboard.',
    },
  },
  codes: {
    waiting_for_order: 'Telnyx traite la commande. Cela prend un moment et continue tout seul.',
    waiting_for_number: 'Le numéro est à vous et sera bientôt en service. Cela continue tout seul.',
    telnyx_unavailable: 'Telnyx ne répond pas. On réessaie tout seul; rien n’est perdu.',
    telnyx_rate_limited: 'Telnyx nous demande de ralentir. Cela continue tout seul.',
    api_key_refused:
      'Telnyx n’accepte pas la clé API de cette installation. La personne qui la gère en met une valide; réessayez ensuite.',
    insufficient_funds: 'Le solde Telnyx est trop bas. Ajoutez des fonds, puis réessayez.',
    account_limit:
      'Votre compte Telnyx n’a pas encore droit à un autre numéro. Faites vérifier le compte par Telnyx, puis réessayez.',
    number_unavailable:
      'Quelqu’un a été plus rapide et a ce numéro maintenant. Rien n’a été acheté : choisissez-en un autre.',
    order_failed:
      'Telnyx n’a pas pu livrer ce numéro. Rien n’a été acheté : choisissez-en un autre ou réessayez.',
    requirements_needed:
      'Les numéros de ce pays exigent d’abord des documents ou une adresse. Fournissez-les dans le portail Telnyx, puis réessayez.',
    number_gone: 'Le numéro n’est plus dans votre compte Telnyx. Retirez-le de la liste.',
    points_elsewhere: 'Le numéro sonne ailleurs maintenant. Amenez-le ici ou laissez-le où il est.',
    caller_name_refused:
      'Telnyx ne publie pas de nom pour ce numéro. Les appels fonctionnent; on voit seulement le numéro.',
    texting_refused: 'Ce numéro ne peut pas servir aux textos. Les appels fonctionnent.',
    refused:
      'Telnyx a refusé cette étape. Réessayez; si cela persiste, demandez de l’aide à Telnyx.',
  },
};

export const stepCopy = { en, fr };
