/** The texts of the device settings. */
export const deviceCopy = {
  microphone: 'Microphone',
  microphoneTest: 'Test the microphone',
  microphoneStop: 'Stop the test',
  microphoneSpeak: 'Speak: the bar follows your voice.',
  microphoneSilent: 'No sound arrives. Is the right microphone chosen, and not muted?',
  microphoneHeard: 'The microphone works.',
  level: 'Microphone level',
  ring: 'Ring',
  ringText: 'Plays for two seconds over this computer’s loudspeaker.',
  notifications: 'Desktop notifications',
  notificationsOn: 'On. They appear while another window is in front.',
  notificationsOff: 'Off. They tell you of a call while another window is in front.',
  notificationsDenied:
    'Blocked. Click the sign left of the address and allow notifications, then reload.',
  notificationsUnsupported: 'This browser has none.',
  enable: 'Enable notifications',
  readiness: 'This browser',
  keyboard: 'Keyboard',
  shortcuts: [
    { keys: 'Ctrl Shift A', does: 'Accept the call' },
    { keys: 'Ctrl Shift D', does: 'Decline the call' },
    { keys: 'Ctrl Shift T', does: 'Take over from the AI' },
    { keys: 'Ctrl Shift M', does: 'Mute or unmute' },
    { keys: 'Ctrl Shift E', does: 'End the call' },
  ],
  shortcutsSwitch: 'Keyboard shortcuts for calls',
} as const;
