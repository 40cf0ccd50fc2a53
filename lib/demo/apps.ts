type DemoApp = {
  handle: string
  name: string
  description: string
  notes: string
  visibility: 'private' | 'organization' | 'public'
  /** Days ago. */
  updated: number
}

/** The apps of the demo organization. */
export const APPS: DemoApp[] = [
  {
    handle: 'apple-grading',
    name: 'Apple grading',
    description:
      'Sorts apples on the packing line by size, colour and bruises. Runs on four lines in Wenatchee.',
    notes: `## What counts as a bruise

Label the **darkened area**, not the shadow around it. Below 5 mm across it is not a bruise.

| grade | colour | bruises |
| --- | --- | --- |
| Extra fancy | more than 66 % red | none |
| Fancy | more than 40 % red | one, under 10 mm |
| Utility | any | any |

New pictures come in every Tuesday from lines 2 and 4.`,
    visibility: 'organization',
    updated: 0.2,
  },
  {
    handle: 'leaf-disease',
    name: 'Leaf disease',
    description: 'Finds scab, rust and fire blight on leaves, from pictures that growers send by phone.',
    notes: `Blurry pictures are skipped, not guessed.

- [ ] second season of fire blight from Hood River
- [x] guide for telling scab from russeting`,
    visibility: 'private',
    updated: 1.4,
  },
  {
    handle: 'row-following',
    name: 'Row following',
    description: 'Keeps the harvester between two rows: drivable ground, trunks and wires as masks.',
    notes: 'Calibration of the left camera changed in March. Pictures before that are marked `old-rig`.',
    visibility: 'organization',
    updated: 2.7,
  },
  {
    handle: 'trunk-detection',
    name: 'Trunk detection',
    description: 'Boxes around trunks at up to 12 metres, for the shaker arm.',
    notes: '',
    visibility: 'private',
    updated: 5,
  },
  {
    handle: 'blossom-count',
    name: 'Blossom count',
    description: 'Counts open blossoms on each tree in spring, to tell the yield of autumn.',
    notes: 'Paused until April. The counts of last season are in the shared folder.',
    visibility: 'organization',
    updated: 19,
  },
  {
    handle: 'pear-defects',
    name: 'Pear defects',
    description: 'What apple grading does, for pears: cork spot, limb rub and insect stings.',
    notes: 'Trial with one grower. Thirty pictures of each defect to begin with.',
    visibility: 'private',
    updated: 8.5,
  },
  {
    handle: 'night-rows',
    name: 'Row following at night',
    description: 'Row following for the two hours after dusk, with headlights and thermal pictures.',
    notes: '',
    visibility: 'private',
    updated: 33,
  },
  {
    handle: 'fruit-atlas',
    name: 'Fruit atlas',
    description: 'Open collection of 40 kinds of fruit, for talks and for schools.',
    notes: 'Everybody with an account may look at this one.',
    visibility: 'public',
    updated: 61,
  },
]
