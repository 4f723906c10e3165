import { CopyButton } from '../parts/CopyButton.tsx';
import { EXPORT_RECIPES, type ExportRecipe } from './export-recipes.ts';
import styles from './FormatList.module.css';

/** What is read, and how to get it out of each tool. */
export function FormatList() {
  return (
    <section aria-labelledby="formats" className={styles.formats}>
      <h2 id="formats" className={styles.title}>
        What it reads, and how to get it
      </h2>
      <ul>
        {EXPORT_RECIPES.map((recipe) => (
          <Recipe key={recipe.format} {...recipe} />
        ))}
      </ul>
      <p className={styles.note}>
        Recognised by content, never by name. Broken lines and cut files are read as far as they go, and what
        was mended is listed. Other tools’ files are named, with the shortest way to one of these.
      </p>
    </section>
  );
}

function Recipe({ format, from, steps, code }: ExportRecipe) {
  return (
    <li className={styles.recipe}>
      <h3 className={styles.format}>
        {format} <span className={styles.from}>{from}</span>
      </h3>
      <p className={styles.steps}>{steps}</p>
      {code && (
        <div className={styles.code}>
          <code>{code}</code>
          <CopyButton text={code} label={`Copy the ${format} command`} />
        </div>
      )}
    </li>
  );
}
