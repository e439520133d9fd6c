-- Why a round decided as it did, queryable by pattern: what jurors said, which rule placed it, how much weight was tenured.
ALTER TABLE round_decision ADD COLUMN jury_yes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE round_decision ADD COLUMN jury_no INTEGER NOT NULL DEFAULT 0;
ALTER TABLE round_decision ADD COLUMN jury_pending INTEGER NOT NULL DEFAULT 0;
ALTER TABLE round_decision ADD COLUMN jury_needed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE round_decision ADD COLUMN jury_size INTEGER NOT NULL DEFAULT 0;
ALTER TABLE round_decision ADD COLUMN fusion_rule VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE round_decision ADD COLUMN tenured_share DOUBLE NOT NULL DEFAULT 0;
CREATE INDEX round_decision_pattern ON round_decision (pattern_id, round);
