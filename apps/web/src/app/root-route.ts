import { createRootRoute } from '@tanstack/react-router';
import { CrashPage, NotFoundPage } from './shell/page-failures.js';
import { Shell } from './shell/shell.js';

/** What every page stands in. */
export const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: CrashPage });
