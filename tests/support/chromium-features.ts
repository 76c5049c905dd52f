/** Pages for the suggestions of the address bar: each window loads them, three quarters of what it costs. */
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

/** What Playwright turns off: it asks the network, or is in a test's way. */
const AS_PLAYWRIGHT = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** For Chromium's arguments. It heeds the last such list alone, so that Playwright's is in ours. */
export const WITHOUT_FEATURES = `--disable-features=${[...ADDRESS_BAR, ...AS_PLAYWRIGHT].join(',')}`;
