-- What lists and searches read of a task beside its words: the kind in its materials, and its words weighed for ranks.
-- Not generated columns: the trigger that moves updated_at compares whole rows, which they forbid.
create or replace function public.derive_task_words() returns trigger
language plpgsql as $$
begin
    new.kind := coalesce(new.additional_materials ->> 'essay_type', new.additional_materials ->> 'type');
    new.ranked_words := setweight(to_tsvector('english', new.title), 'A') || to_tsvector('english', new.prompt);
    return new;
end
$$;
