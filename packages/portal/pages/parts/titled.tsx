interface TitledProps {
  /** A sentence of ours with `{title}` in it. */
  sentence: string;
  title: string;
  lang: string | undefined;
}

/** A sentence of ours around a title of theirs, which may be in another language and run the other way. */
export function Titled({ sentence, title, lang }: TitledProps) {
  const [before, after] = sentence.split("{title}");
  return (
    <>
      {before}
      <span lang={lang} dir="auto">
        {title}
      </span>
      {after}
    </>
  );
}
