import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getFigures } from '../api/console.js';
import { useI18n } from '../i18n/i18n.js';
import { Loaded } from '../ui/loaded.js';
import { Page, Section } from '../ui/page.js';
import { EventStream } from './event-stream.js';
import { Flow } from './flow.js';
import { NeedsPersonList } from './needs-person-list.js';
import classes from './now-page.module.css';
import { ServiceList } from './service-list.js';

/** The console counts and asks every service for its health: often enough to feel live, not at each event. */
const REFRESH_MS = 2_500;

/** Is everything flowing, and if not, what needs me first? */
export function NowPage(): ReactNode {
  const { t } = useI18n();
  const figures = useQuery({ queryKey: ['figures'], queryFn: getFigures, refetchInterval: REFRESH_MS });
  return (
    <Page title={t('now.title')}>
      <Loaded query={figures}>
        {(loaded) => (
          <>
            <Flow figures={loaded} />
            <div className={classes['columns']}>
              <Section
                title={t('now.needs.title')}
                tools={
                  loaded.needsPerson.total > loaded.needsPerson.items.length ? (
                    <span className="quiet">
                      {t('now.needs.count', {
                        shown: loaded.needsPerson.items.length,
                        total: loaded.needsPerson.total,
                      })}
                    </span>
                  ) : null
                }
              >
                <NeedsPersonList items={loaded.needsPerson.items} />
              </Section>
              <Section title={t('now.services.title')}>
                <ServiceList figures={loaded} />
              </Section>
            </div>
          </>
        )}
      </Loaded>
      <EventStream />
    </Page>
  );
}
