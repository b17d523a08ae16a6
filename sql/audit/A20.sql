-- Nobody is signed in who was disabled or erased, or since before the password or role last changed.
select
    sessions.id as session_id,
    sessions.user_id

from public.accounts_session as sessions

inner join public.accounts_customuser as users
    on sessions.user_id = users.id

where
    sessions.revoked_at is null
    and sessions.expires_at > now()
    and (
        not users.is_active
        or users.erased_at is not null
        or sessions.created_at < users.sessions_valid_from
    );
