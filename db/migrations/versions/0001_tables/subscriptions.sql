create table subscriptions_subscriptionplan (
    id bigserial not null,
    name varchar(100) not null,
    slug varchar(100) not null,
    description text,
    test_feedback_count integer not null,
    duration_months integer not null,
    price_usd numeric(10, 2) not null,
    stripe_price_id varchar(100),
    stripe_product_id varchar(100),
    is_active boolean default true not null,
    is_featured boolean default false not null,
    sort_order integer default 0,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint subscriptions_subscriptionplan_pkey primary key (id),
    constraint check_plan_figures
        check (price_usd >= 0 and duration_months > 0 and test_feedback_count > 0),
    constraint subscriptions_subscriptionplan_name_key unique (name),
    constraint subscriptions_subscriptionplan_slug_key unique (slug)
);

create index idx_subscriptionplan_active on subscriptions_subscriptionplan (is_active);
create index idx_subscriptionplan_featured on subscriptions_subscriptionplan (is_featured);

create table subscriptions_usersubscription (
    id bigserial not null,
    user_id bigint not null,
    plan_id bigint not null,
    status varchar(20) default 'active' not null,
    test_feedback_used integer default 0 not null,
    test_feedback_limit integer not null,
    start_date timestamp with time zone default now() not null,
    end_date timestamp with time zone not null,
    stripe_subscription_id varchar(100),
    stripe_customer_id varchar(100),
    auto_renew boolean default true not null,
    cancelled_at timestamp with time zone,
    cancellation_reason text,
    stripe_status varchar(30),
    complimentary boolean default false not null,
    pending_plan_id bigint,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint subscriptions_usersubscription_pkey primary key (id),
    constraint subscriptions_usersubscription_status_check
        check (status in ('pending', 'active', 'past_due', 'paused', 'cancelled', 'expired')),
    constraint check_usage_limit
        check (test_feedback_used >= 0 and test_feedback_used <= test_feedback_limit),
    constraint check_subscription_dates check (end_date > start_date),
    constraint subscriptions_usersubscription_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete restrict,
    constraint subscriptions_usersubscription_plan_id_fkey
        foreign key (plan_id) references subscriptions_subscriptionplan (id) on delete restrict,
    constraint subscriptions_usersubscription_pending_plan_id_fkey
        foreign key (pending_plan_id) references subscriptions_subscriptionplan (id) on delete restrict
);

create index idx_usersubscription_end_date on subscriptions_usersubscription (end_date);
create index idx_usersubscription_pending_plan
on subscriptions_usersubscription (pending_plan_id)
where pending_plan_id is not null;
create index idx_usersubscription_status on subscriptions_usersubscription (status);
create unique index idx_usersubscription_stripe_id on subscriptions_usersubscription (stripe_subscription_id);
create index idx_usersubscription_user on subscriptions_usersubscription (plan_id, user_id);
create unique index idx_usersubscription_user_active
on subscriptions_usersubscription (user_id) include (status)
where status in ('active', 'past_due', 'paused', 'cancelled');
create index idx_usersubscription_user_status on subscriptions_usersubscription (user_id, status);

create table subscriptions_payment (
    id bigserial not null,
    user_id bigint not null,
    subscription_id bigint,
    plan_id bigint not null,
    amount_usd numeric(10, 2) not null,
    currency varchar(3) default 'USD' not null,
    payment_method varchar(50),
    stripe_payment_intent_id varchar(100),
    stripe_charge_id varchar(100),
    stripe_invoice_id varchar(100),
    status varchar(20) default 'pending' not null,
    webhook_received boolean default false not null,
    webhook_processed_at timestamp with time zone,
    webhook_data jsonb,
    description text,
    failure_reason text,
    refund_amount numeric(10, 2),
    refunded_at timestamp with time zone,
    net_usd numeric(10, 2),
    tax_usd numeric(10, 2),
    fee_usd numeric(10, 2),
    country varchar(2),
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint subscriptions_payment_pkey primary key (id),
    constraint subscriptions_payment_status_check
        check (
            status in (
                'pending', 'succeeded', 'failed', 'cancelled',
                'partially_refunded', 'refunded', 'disputed', 'charged_back'
            )
        ),
    constraint check_payment_amount check (amount_usd >= 0),
    constraint check_refund_amount check (refund_amount >= 0 and refund_amount <= amount_usd),
    constraint check_payment_currency check (currency = 'USD'),
    constraint subscriptions_payment_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete restrict,
    constraint subscriptions_payment_subscription_id_fkey
        foreign key (subscription_id) references subscriptions_usersubscription (id) on delete set null,
    constraint subscriptions_payment_plan_id_fkey
        foreign key (plan_id) references subscriptions_subscriptionplan (id) on delete restrict
);

create index idx_payment_created on subscriptions_payment (created_at);
create index idx_payment_status on subscriptions_payment (status);
create unique index idx_payment_stripe_intent on subscriptions_payment (stripe_payment_intent_id);
create unique index idx_payment_stripe_invoice
on subscriptions_payment (stripe_invoice_id)
where stripe_invoice_id is not null;
create index idx_payment_subscription on subscriptions_payment (subscription_id);
create index idx_payment_user on subscriptions_payment (plan_id, user_id);
create index idx_payment_user_status on subscriptions_payment (user_id, status);

create table subscriptions_usageperiod (
    id bigserial not null,
    subscription_id bigint not null,
    payment_id bigint,
    period_start timestamp with time zone not null,
    period_end timestamp with time zone not null,
    feedback_limit integer not null,
    bonus_limit integer default 0 not null,
    reserved integer default 0 not null,
    consumed integer default 0 not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint subscriptions_usageperiod_pkey primary key (id),
    constraint check_period_dates check (period_end > period_start),
    constraint check_period_limits check (feedback_limit >= 0 and bonus_limit >= 0),
    constraint check_period_spending
        check (reserved >= 0 and consumed >= 0 and reserved + consumed <= feedback_limit + bonus_limit),
    constraint subscriptions_usageperiod_payment_id_period_start_key
        unique (payment_id, period_start),
    constraint usageperiod_no_overlap
        exclude using gist (
            int8range(subscription_id, subscription_id, '[]') with &&,
            tstzrange(period_start, period_end) with &&
        ),
    constraint subscriptions_usageperiod_subscription_id_fkey
        foreign key (subscription_id) references subscriptions_usersubscription (id) on delete restrict,
    constraint subscriptions_usageperiod_payment_id_fkey
        foreign key (payment_id) references subscriptions_payment (id) on delete restrict
);

create index idx_usageperiod_subscription on subscriptions_usageperiod (subscription_id, period_start desc);

create table subscriptions_creditgrant (
    id bigserial not null,
    user_id bigint not null,
    period_id bigint not null,
    amount integer not null,
    reason text not null,
    granted_by bigint,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint subscriptions_creditgrant_pkey primary key (id),
    constraint check_grant_amount check (amount > 0),
    constraint subscriptions_creditgrant_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete restrict,
    constraint subscriptions_creditgrant_period_id_fkey
        foreign key (period_id) references subscriptions_usageperiod (id) on delete restrict,
    constraint subscriptions_creditgrant_granted_by_fkey
        foreign key (granted_by) references accounts_customuser (id) on delete restrict
);

create index idx_creditgrant_period on subscriptions_creditgrant (period_id);
create index idx_creditgrant_user on subscriptions_creditgrant (user_id);

create table subscriptions_usagetracking (
    id bigserial not null,
    user_id bigint not null,
    subscription_id bigint not null,
    assessment_id bigint not null,
    usage_type varchar(20) default 'test_feedback' not null,
    cost_count integer default 1 not null,
    description text,
    is_refunded boolean default false not null,
    refunded_at timestamp with time zone,
    state varchar(20) default 'reserved' not null,
    period_id bigint not null,
    created_at timestamp with time zone default now() not null,
    constraint subscriptions_usagetracking_pkey primary key (id),
    constraint subscriptions_usagetracking_usage_type_check
        check (usage_type in ('test_feedback', 'bonus_feedback')),
    constraint subscriptions_usagetracking_state_check
        check (state in ('reserved', 'consumed', 'released', 'refunded')),
    constraint check_usage_cost check (cost_count > 0),
    constraint check_usage_refunded check (is_refunded = (state = 'refunded')),
    constraint subscriptions_usagetracking_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete restrict,
    constraint subscriptions_usagetracking_subscription_id_fkey
        foreign key (subscription_id) references subscriptions_usersubscription (id) on delete restrict,
    constraint subscriptions_usagetracking_assessment_id_fkey
        foreign key (assessment_id) references assessment_assessment (id) on delete restrict,
    constraint subscriptions_usagetracking_period_id_fkey
        foreign key (period_id) references subscriptions_usageperiod (id) on delete restrict
);

create unique index idx_usagetracking_assessment
on subscriptions_usagetracking (assessment_id)
where state <> 'released';
create index idx_usagetracking_created on subscriptions_usagetracking (created_at);
create index idx_usagetracking_subscription on subscriptions_usagetracking (period_id, subscription_id);
create index idx_usagetracking_subscription_date
on subscriptions_usagetracking (subscription_id, created_at desc);
create index idx_usagetracking_user on subscriptions_usagetracking (user_id);
