ALTER TABLE probe ADD COLUMN note text;
