import { useEffect } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { useCalling } from '@/calling/use-calling.ts';
import { telNumber } from '@core/find-numbers.ts';
import { HOME_PATH } from '../../layout/navigation.ts';

const LONGEST = 64;

/**
 * `/call?to=tel:...`, where the browser leads `tel:` links of other pages: the phone opens with the number
 * filled in. A link dials nothing by itself: anybody can write one.
 */
export function CallAddressPage() {
  const calling = useCalling();
  const [params] = useSearchParams();
  const to = params.get('to') ?? '';
  const number = (telNumber(to) ?? to).slice(0, LONGEST);
  useEffect(() => {
    if (number !== '') calling.openDialog({ number });
  }, [calling, number]);
  return <Navigate to={HOME_PATH} replace />;
}
