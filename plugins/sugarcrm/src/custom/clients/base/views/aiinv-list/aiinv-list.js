/**
 * AI features that act on the records of a module, as the inventory service last told this instance. The dashlet and the
 * page of the administration are this view. Whatever is shown is text: the template escapes all of it.
 */
({
    events: {
        'click [data-aiinv=all]': 'showAll',
        'click [data-aiinv=again]': 'tryAgain'
    },

    initialize: function(options) {
        this.answer = null;
        this.isWhole = false;
        this.shown = { isLoading: true };
        this._super('initialize', [options]);
    },

    loadData: function(options) {
        if (this.disposed || (this.meta && this.meta.config)) {
            return;
        }
        const module = this.moduleHere();
        const params = { language: this.language() };
        if (module !== '') {
            params.module = module;
        }
        const url = app.api.buildURL('aiinv/features', null, null, params);
        app.api.call('read', url, null, {
            success: (answer) => this.tell(answer),
            error: (error) => this.fail(error),
            complete: options && options.complete
        });
    },

    /** On a dashboard of the home page and on the page of the administration: none, which asks for everything. */
    moduleHere: function() {
        const places = ['Home', 'Dashboards', 'Administration'];
        for (let context = this.context; context; context = context.parent) {
            const name = context.get('module');
            if (name && places.indexOf(name) === -1) {
                return name;
            }
        }
        return '';
    },

    language: function() {
        return String(app.lang.getLanguage() || 'en').slice(0, 2).toLowerCase();
    },

    tell: function(answer) {
        this.answer = answer || {};
        this.show(this.viewOf(this.answer));
    },

    fail: function(error) {
        this.answer = null;
        const isRefused = Boolean(error) && error.status === 403;
        const key = this.moduleHere() === '' ? 'NO_ACCESS_ALL' : 'NO_ACCESS';
        this.show({ alert: this.label(isRefused ? key : 'ERROR'), mayTryAgain: !isRefused });
    },

    show: function(shown) {
        if (this.disposed) {
            return;
        }
        this.shown = shown;
        this.render();
    },

    showAll: function() {
        this.isWhole = true;
        this.show(this.viewOf(this.answer));
        this.$('[data-aiinv=list]').trigger('focus');
    },

    tryAgain: function() {
        this.show({ isLoading: true });
        this.loadData();
    },

    viewOf: function(answer) {
        const at = this.day(answer.at);
        if (answer.state !== 'ready') {
            const notes = { 'never-pushed': 'NEVER_PUSHED', disconnected: 'DISCONNECTED' };
            return { note: this.label(notes[answer.state] || 'UNREADABLE', { at: at }) };
        }
        const all = answer.features || [];
        const some = this.isWhole ? all : all.slice(0, this.limit());
        const left = all.length - some.length;
        return {
            old: this.isOld(answer.at) ? this.label('OLD', { at: at }) : '',
            empty: all.length === 0 && !answer.more ? this.label(this.emptyKey(answer)) : '',
            features: some.map((one) => this.featureOf(one)),
            all: left > 0 ? this.label('SHOW_ALL', { count: left }) : '',
            more: answer.more > 0 ? this.label('MORE', { count: answer.more }) : '',
            unplaced: answer.unplaced > 0 ? this.label('UNPLACED', { count: answer.unplaced }) : '',
            partly: this.isPartly(answer) ? this.label('PARTLY') : '',
            unread: (answer.unread || []).map((one) => this.unreadOf(one)),
            examined: answer.examined ? this.label('EXAMINED', answer.examined) : '',
            asOf: at === '' ? '' : this.label('AS_OF', { at: at }),
            dashboard: this.isAddress(answer.dashboard) ? answer.dashboard : ''
        };
    },

    isPartly: function(answer) {
        return answer.complete !== true || (answer.unread || []).length > 0;
    },

    /** What could not be looked at is never taken for nothing. */
    emptyKey: function(answer) {
        if (this.isPartly(answer)) {
            return 'EMPTY_PARTLY';
        }
        return answer.scope === 'all' ? 'EMPTY_ALL' : 'EMPTY';
    },

    featureOf: function(one) {
        const notice = one.notice === 'not-needed' ? [] : [this.word('NOTICE', one.notice)];
        const flags = (one.flags || []).map((flag) => this.word('FLAG', flag));
        const decision = one.decision ? [this.word('DECISION', one.decision)] : [];
        const remarks = [];
        if (one.off) {
            remarks.push(this.label('OFF'));
        }
        if (one.stale) {
            remarks.push(this.label('STALE'));
        }
        if ((one.modules || []).length > 0) {
            remarks.push(this.label('MODULES', { modules: one.modules.join(', ') }));
        }
        return {
            name: one.name,
            tier: this.word('TIER', one.tier),
            grave: one.tier === 'prohibited' || one.tier === 'high',
            tags: [this.word('KIND', one.kind)].concat(flags, notice, decision),
            does: one.does,
            why: one.why,
            remarks: remarks
        };
    },

    unreadOf: function(one) {
        const what = { stream: this.word('STREAM', one.stream), status: this.word('STATUS', one.status) };
        const grant = one.grant ? ' ' + this.label('GRANT', { grant: one.grant }) : '';
        return this.label('UNREAD', what) + grant;
    },

    /** A word of ours; what an older package does not know is shown as it is. */
    word: function(kind, value) {
        const key = kind + '_' + String(value).toUpperCase().split('-').join('_');
        const found = this.label(key);
        return found === 'LBL_AIINV_' + key ? String(value) : found;
    },

    label: function(key, values) {
        const text = String(app.lang.get('LBL_AIINV_' + key));
        return Object.keys(values || {}).reduce(
            (told, name) => told.split('{' + name + '}').join(String(values[name])),
            text
        );
    },

    limit: function() {
        const wanted = this.settings ? Number(this.settings.get('limit')) : 0;
        return wanted > 0 ? wanted : 5;
    },

    day: function(at) {
        const moment = new Date(at);
        const long = { day: 'numeric', month: 'long', year: 'numeric' };
        return at && !isNaN(moment.getTime()) ? moment.toLocaleDateString(this.language(), long) : '';
    },

    isOld: function(at) {
        const week = 7 * 24 * 60 * 60 * 1000;
        return !(Date.now() - new Date(at).getTime() < week);
    },

    isAddress: function(address) {
        return typeof address === 'string' && address.indexOf('https://') === 0;
    }
})
