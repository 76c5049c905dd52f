/** What the rest of the simulator knows of the brain; everything else in this folder is its own. */
export type {
  Brain,
  BrainAction,
  BrainLanguage,
  BrainMessage,
  BrainTool,
  BrainTurn,
} from './turn.ts';
export { createModelBrain } from './model-brain.ts';
export { createScriptedBrain } from './scripted-brain.ts';
export { summarise } from './summarise.ts';
