import { type ReactNode, useState } from 'react';
import { addPhoto, photoAddress } from '../api/claims.js';
import type { Claim } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { PhotoGallery } from '../ui/photo-gallery.js';
import { problemText } from '../ui/states.js';
import classes from './claim.module.css';
import { useClaimChange } from './use-claim.js';

const TYPES = 'image/jpeg,image/png,image/webp';

/** The photos that prove the claim. */
export function ClaimPhotos({ claim, mayAdd }: { claim: Claim; mayAdd: boolean }): ReactNode {
  const { t } = useI18n();
  return (
    <>
      {claim.photos.length === 0 ? <p className="quiet">{t('claim.photos.empty')}</p> : null}
      <PhotoGallery
        photos={claim.photos}
        addressOf={({ sha256 }) => photoAddress(claim.id, sha256)}
        nameOf={(number) => t('claim.photo', { number, claim: claim.number })}
      />
      {mayAdd ? <AddPhotos claimId={claim.id} /> : null}
    </>
  );
}

/** One after the other: what one of them is refused for does not stop the rest, and is said by its name. */
function AddPhotos({ claimId }: { claimId: string }): ReactNode {
  const { t, word } = useI18n();
  const [refused, setRefused] = useState<string[]>([]);
  const add = useClaimChange(async (files: readonly File[]) => {
    setRefused([]);
    for (const file of files) {
      try {
        await addPhoto(claimId, file);
      } catch (error) {
        const reason = problemText(error, word);
        setRefused((before) => [...before, t('claim.photo.failed', { name: file.name, reason })]);
      }
    }
  });
  return (
    <div className={classes['add']}>
      <label className={classes['file']}>
        {t('claim.photo.add')}{' '}
        <input
          type="file"
          accept={TYPES}
          multiple
          disabled={add.isPending}
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = '';
            if (files.length > 0) add.mutate(files);
          }}
        />
      </label>
      <span className="quiet">{t('claim.photo.hint')}</span>
      {refused.length === 0 ? null : (
        <div role="alert" className="tone-bad">
          {refused.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      )}
    </div>
  );
}
