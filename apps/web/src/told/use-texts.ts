import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { listBuiltInTexts, listTemplates } from '../api/told.js';
import type { BuiltInTexts, MessageLanguage, MessageTemplate, Page } from '../api/types.js';

/** They change with a release only. */
export const useBuiltInTexts = (): UseQueryResult<{ items: BuiltInTexts[] }> =>
  useQuery({ queryKey: ['message-texts', 'built-in'], queryFn: listBuiltInTexts, staleTime: Infinity });

/** All versions of one kind and language, the newest first. */
export const useVersions = (
  merchantId: string,
  template: string,
  language: MessageLanguage,
): UseQueryResult<Page<MessageTemplate>> =>
  useQuery({
    queryKey: ['message-templates', merchantId, template, language],
    queryFn: () => listTemplates({ merchantId, template, language }),
  });
