import { lazy, Suspense } from 'react';
import { Navigate, Outlet, Route, Routes } from 'react-router';
import { HOME_PATH } from './layout/navigation.ts';
import { PageLoading } from './layout/PageLoading.tsx';
import { type CallingProvider, SignedIn } from './layout/SignedIn.tsx';
import { CallAddressPage } from './pages/call-address/CallAddressPage.tsx';
import { NotFoundPage } from './pages/not-found/NotFoundPage.tsx';
import { SignInPage } from './pages/sign-in/SignInPage.tsx';

const SignUpPage = lazy(async () => ({
  default: (await import('./pages/sign-in/SignUpPage.tsx')).SignUpPage,
}));
const ResetPasswordPage = lazy(async () => ({
  default: (await import('./pages/sign-in/ResetPasswordPage.tsx')).ResetPasswordPage,
}));
const WelcomePage = lazy(async () => ({
  default: (await import('./pages/welcome/WelcomePage.tsx')).WelcomePage,
}));
const AcceptInvitePage = lazy(async () => ({
  default: (await import('./pages/welcome/WelcomePage.tsx')).AcceptInvitePage,
}));
const ConnectCenterPage = lazy(async () => ({
  default: (await import('./pages/connect-center/ConnectCenterPage.tsx')).ConnectCenterPage,
}));
const ClientsPage = lazy(async () => ({
  default: (await import('./pages/clients/ClientsPage.tsx')).ClientsPage,
}));
const ClientPage = lazy(async () => ({
  default: (await import('./pages/client/ClientPage.tsx')).ClientPage,
}));
const CallPage = lazy(async () => ({
  default: (await import('./pages/call/CallPage.tsx')).CallPage,
}));
const MessagesPage = lazy(async () => ({
  default: (await import('./pages/messages/MessagesPage.tsx')).MessagesPage,
}));
const CalendarPage = lazy(async () => ({
  default: (await import('./pages/calendar/CalendarPage.tsx')).CalendarPage,
}));
const AnalyticsPage = lazy(async () => ({
  default: (await import('./pages/analytics/AnalyticsPage.tsx')).AnalyticsPage,
}));
const SettingsPage = lazy(async () => ({
  default: (await import('./pages/settings/SettingsPage.tsx')).SettingsPage,
}));

/** Pages that need no member. Few people see them more than once. */
function BeforeTheApp() {
  return (
    <Suspense fallback={<PageLoading />}>
      <Outlet />
    </Suspense>
  );
}

/** Every address of the app. Pages are loaded when they are first opened. */
export function AppRoutes({ CallingProvider }: { CallingProvider: CallingProvider }) {
  return (
    <Routes>
      <Route path="/sign-in" element={<SignInPage />} />
      <Route element={<BeforeTheApp />}>
        <Route path="/sign-up" element={<SignUpPage />} />
        <Route path="/reset-password" element={<ResetPasswordPage />} />
        <Route path="/welcome" element={<WelcomePage />} />
        <Route path="/accept-invite" element={<AcceptInvitePage />} />
      </Route>
      <Route element={<SignedIn CallingProvider={CallingProvider} />}>
        <Route index element={<Navigate to={HOME_PATH} replace />} />
        <Route path={HOME_PATH} element={<ConnectCenterPage />} />
        <Route path="/call" element={<CallAddressPage />} />
        <Route path="/clients" element={<ClientsPage />} />
        <Route path="/clients/:clientId" element={<ClientPage />} />
        <Route path="/calls/:callId" element={<CallPage />} />
        <Route path="/messages" element={<MessagesPage />} />
        <Route path="/calendar" element={<CalendarPage />} />
        <Route path="/analytics" element={<AnalyticsPage />} />
        <Route path="/settings" element={<SettingsPage />} />
        <Route path="/settings/:tab" element={<SettingsPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}
