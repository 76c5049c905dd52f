import type { Page } from '@playwright/test';
import { until } from './until.ts';

/** A page's softphone, asked and driven from outside. */
export class Softphone {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Evaluates an expression of `phone`, see softphone-page.html. */
  ask<T>(expression: string): Promise<T> {
    return this.page.evaluate(expression) as Promise<T>;
  }

  async ready(times = 1): Promise<void> {
    await until(
      () => this.ask<number>('window.phone?.readies ?? 0'),
      (readies) => readies >= times,
    );
  }

  async reaches(state: string): Promise<void> {
    await until(
      () => this.ask<string | null>('window.phone?.call?.state ?? null'),
      (now) => now === state,
    );
  }

  /** All states that the page's call went through. */
  states(): Promise<string[]> {
    return this.ask("phone.states.map((entry) => entry.split(' ')[1])");
  }

  async answer(): Promise<void> {
    await this.reaches('ringing');
    await this.ask('phone.call.answer()');
    await this.reaches('active');
  }

  async call(number: string): Promise<void> {
    const options = {
      destinationNumber: number,
      callerNumber: '+14375249932',
      callerName: 'Ana',
      clientState: 'Y3Mx',
      customHeaders: [{ name: 'X-Call-Id', value: '7' }],
    };
    await this.ask(`void (phone.call = phone.client.newCall(${JSON.stringify(options)}))`);
  }

  /** Waits until the strongest frequency at the page's ear is this one. */
  async hears(hz: number): Promise<void> {
    const isNear = (heard: number | null) => heard !== null && Math.abs(heard - hz) <= 10;
    await until(() => this.ask<number | null>('phone.heardHz()'), isNear);
  }

  async hearsNothing(): Promise<void> {
    await until(
      () => this.ask<number | null>('phone.heardHz()'),
      (heard) => heard === 0,
    );
  }
}
