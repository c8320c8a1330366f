import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { I18nProvider } from '../i18n/i18n.js';
import { LiveProvider } from '../live/live.js';
import { createQueryClient } from './query-client.js';
import { router } from './router.js';
import { SessionGate } from './session.js';
import { cssVariables, theme } from './theme.js';

const colorSchemes = localStorageColorSchemeManager({ key: 'kervan.scheme' });

export function App(): ReactNode {
  const [queries] = useState(createQueryClient);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
    >
      <I18nProvider>
        <QueryClientProvider client={queries}>
          <SessionGate>
            <LiveProvider>
              <RouterProvider router={router} />
            </LiveProvider>
          </SessionGate>
        </QueryClientProvider>
      </I18nProvider>
    </MantineProvider>
  );
}
