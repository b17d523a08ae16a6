"""`set_role`: make somebody a learner, tutor or administrator."""

import argparse

NAME = "set_role"
HELP = "Give a person a role; it ends their sessions, so it counts from the next sign-in on."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who, and what they become."""
    parser.add_argument("--email", required=True, help="the person's address")
    parser.add_argument("--role", required=True, choices=("learner", "tutor", "admin"))
    parser.add_argument("--may-manage-roles", action="store_true", help="with --role admin: may give roles to others")


def run(arguments: argparse.Namespace) -> int:
    """Change the groups and log it."""
    from core import database
    from core.accounts import roles
    from core.actor import Role
    from core.transaction import transaction

    database.connect()
    with transaction() as session:
        user_id = roles.give_role_by_email(
            session,
            email=arguments.email,
            role=Role(arguments.role),
            may_manage_roles=arguments.may_manage_roles,
        )
    print(f"Person {user_id} is now {arguments.role}.")
    return 0
