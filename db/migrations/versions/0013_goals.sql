alter table progress_usergoal add column task_number int;
alter table progress_usergoal add column criterion varchar(30);
alter table progress_usergoal add constraint check_goal_about check (
    (goal_type = 'skill_improvement') = (criterion is not null)
    and (goal_type in ('band_score', 'skill_improvement')) = (task_number is not null)
);
alter table progress_usergoal add constraint check_goal_task check (task_number in (1, 2));
alter table progress_usergoal add constraint check_goal_criterion check (
    criterion in ('task_achievement', 'coherence_cohesion', 'lexical_resource', 'grammar_accuracy')
);
alter table progress_usergoal add constraint check_goal_values check (target_value > 0 and current_value >= 0);
alter table progress_usergoal add constraint check_goal_achieved check (is_achieved = (achieved_at is not null));
