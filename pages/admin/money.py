"""Money: who has which plan, and what came in by month."""

import streamlit as st

from analytics import revenue_analytics, subscription_analytics
from analytics.views import definitions
from core.accounts.roles import everybody_scope
from core.operations import visits
from core.transaction import transaction
from pages.components.admin.view_section import show_view
from pages.components.auth import require_admin
from pages.components.errors import shown_to_user

PLAN_LABELS = {
    "plan_name": "Plan",
    "price_usd": "Price",
    "plan_limit": "Feedbacks a month",
    "active_users": "People",
    "total_usage": "Used this month",
    "avg_usage_per_user": "Used a person",
    "users_at_limit": "At the limit",
}
MONTH_LABELS = {
    "month": "Month",
    "net_revenue": "Net revenue",
    "successful_payers": "Payers",
    "successful_revenue": "Paid in full",
    "refunded_amount": "Refunded",
    "failed_payments": "Failed payments",
    "total_payments": "Payments begun",
    "total_revenue": "Asked for",
}
USD = "$%.2f"

actor = require_admin()
with shown_to_user(), transaction() as tx:
    visits.note(tx, actor, page="money")
    scope = everybody_scope(actor)
    plans = subscription_analytics.read(tx, scope)
    months = revenue_analytics.read(tx, scope)
    plan_meanings = definitions(tx, subscription_analytics.NAME)
    month_meanings = definitions(tx, revenue_analytics.NAME)

st.title("Money", anchor=False)
show_view(
    "People on each plan",
    plans,
    subscription_analytics.chart(plans),
    name=subscription_analytics.NAME,
    alt="A bar for each plan: how many people have it.",
    meanings=plan_meanings,
    labels=PLAN_LABELS,
    formats={"price_usd": USD, "avg_usage_per_user": "%.1f"},
)
show_view(
    "Net revenue by month",
    months,
    revenue_analytics.chart(months),
    name=revenue_analytics.NAME,
    alt="A bar for each month: money received less refunds, in US dollars.",
    meanings=month_meanings,
    labels=MONTH_LABELS,
    formats={
        "month": "MMM YYYY",
        "net_revenue": USD,
        "successful_revenue": USD,
        "refunded_amount": USD,
        "total_revenue": USD,
    },
)
