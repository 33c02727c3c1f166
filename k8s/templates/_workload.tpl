{{/* One service as it runs. Takes root, service and its values. */}}
{{- define "qipan.deployment" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $values := index . 2 -}}
{{- $drain := $root.Values.drain -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "qipan.name" (list $root $service) }}
  labels: {{- include "qipan.labels" . | nindent 4 }}
spec:
  {{- if not $values.autoscaling.enabled }}
  replicas: {{ $values.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  strategy:
    {{- if and $values.storage.enabled (ne $values.storage.accessMode "ReadWriteMany") }}
    # The new Pod could not have the volume while the old one has it.
    type: Recreate
    {{- else }}
    type: RollingUpdate
    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
    {{- end }}
  selector:
    matchLabels: {{- include "qipan.selector" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "qipan.labels" . | nindent 8 }}
      annotations:
        checksum/config: {{ toYaml $values.files | sha256sum }}
        {{- with $values.podAnnotations }}{{ toYaml . | nindent 8 }}{{ end }}
    spec:
      serviceAccountName: {{ include "qipan.name" (list $root $service) }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      {{- with $root.Values.image.pullSecrets }}
      imagePullSecrets: {{- range . }}
        - name: {{ . }}
      {{- end }}{{ end }}
      {{- with $values.priorityClassName }}
      priorityClassName: {{ . }}
      {{- end }}
      {{- with $values.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      # Until SIGTERM, the delay, the longest call, and 15 s for what is put away at the end.
      terminationGracePeriodSeconds: {{ add $drain.unlistSeconds $drain.delaySeconds $drain.longestCallSeconds 15 }}
      securityContext: {{- include "qipan.podSecurity" $root | nindent 8 }}
      topologySpreadConstraints:
        {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
        - topologyKey: {{ . }}
          maxSkew: 1
          whenUnsatisfiable: ScheduleAnyway
          matchLabelKeys: [pod-template-hash]
          labelSelector:
            matchLabels: {{- include "qipan.selector" $ | nindent 14 }}
        {{- end }}
      containers:
        - name: {{ $service }}-service
          image: {{ include "qipan.image" . | quote }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          securityContext: {{- include "qipan.containerSecurity" $root | nindent 12 }}
          env: {{- include "qipan.environment" . | nindent 12 }}
            - name: QUARKUS_FLYWAY_MIGRATE_AT_START
              value: {{ include "qipan.migratesAtStart" $root | quote }}
            - name: QUARKUS_SHUTDOWN_DELAY
              value: {{ printf "%vs" $drain.delaySeconds | quote }}
            - name: QIPAN_RPC_LONGEST_CALL
              value: {{ printf "%vs" $drain.longestCallSeconds | quote }}
            {{- if $values.storage.enabled }}
            - name: QIPAN_EVIDENCE_FOLDER
              value: /var/lib/qipan
            {{- end }}
            {{- range $name, $value := $values.settings }}
            - name: {{ $name }}
              value: {{ $value | quote }}
            {{- end }}
          ports:
            - {name: http, containerPort: {{ include "qipan.httpPort" $service }}}
            - {name: grpc, containerPort: {{ include "qipan.grpcPort" $service }}}
            - {name: management, containerPort: {{ include "qipan.managementPort" $service }}}
          startupProbe:
            httpGet: {path: /q/health/started, port: management}
            periodSeconds: 2
            timeoutSeconds: 2
            failureThreshold: {{ div (add $values.startupSeconds 1) 2 }}
          livenessProbe:
            httpGet: {path: /q/health/live, port: management}
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 3
          # Tells of gRPC too: it is up only while calls are taken.
          readinessProbe:
            httpGet: {path: /q/health/ready, port: management}
            periodSeconds: 5
            timeoutSeconds: 5
            failureThreshold: 2
          lifecycle:
            preStop:
              sleep: {seconds: {{ $drain.unlistSeconds }}}
          resources: {{- toYaml $values.resources | nindent 12 }}
          volumeMounts: {{- include "qipan.mounts" . | nindent 12 }}
            {{- if $values.storage.enabled }}
            - {name: storage, mountPath: /var/lib/qipan}
            {{- end }}
            {{- if $values.files }}
            - {name: files, mountPath: /etc/qipan/files, readOnly: true}
            {{- end }}
            {{- range $values.secrets }}
            - {name: secret-{{ . }}, mountPath: /etc/qipan/secrets/{{ . }}, readOnly: true}
            {{- end }}
      volumes: {{- include "qipan.volumes" . | nindent 8 }}
        {{- if $values.storage.enabled }}
        - name: storage
          persistentVolumeClaim:
            claimName: {{ $values.storage.existingClaim | default (include "qipan.name" (list $root $service)) }}
        {{- end }}
        {{- if $values.files }}
        - name: files
          configMap: {name: {{ include "qipan.name" (list $root $service) }}-files}
        {{- end }}
        {{- range $values.secrets }}
        - name: secret-{{ . }}
          secret: {secretName: {{ . }}, defaultMode: 0440}
        {{- end }}
{{- end }}

{{/* Whether the chart has made a cluster of CloudNativePG before: not at the installation, and not when an upgrade changes to one. */}}
{{- define "qipan.hasCluster" -}}
{{- and .Release.IsUpgrade (not (empty (lookup "postgresql.cnpg.io/v1" "Cluster" .Release.Namespace (include "qipan.name" (list . "postgres"))))) -}}
{{- end }}

{{/* When a Job migrates, as hooks of Helm: whenever the database is there before the services are. */}}
{{- define "qipan.migrationEvents" -}}
{{- if eq .Values.database.kind "existing" -}}
pre-install,pre-upgrade
{{- else if and (eq .Values.database.kind "cloudnativepg") (eq (include "qipan.hasCluster" .) "true") -}}
pre-upgrade
{{- end -}}
{{- end }}

{{/* Whether the services migrate: where no Job does, so also when the chart has just made the database. */}}
{{- define "qipan.migratesAtStart" -}}
{{- not (include "qipan.migrationEvents" .) -}}
{{- end }}

{{/* The migration of a database that is there, before anything of the new version runs. */}}
{{- define "qipan.migration" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $values := index . 2 -}}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "qipan.name" (list $root (printf "%s-migration" $service)) }}
  labels: {{- include "qipan.labels" (list $root (printf "%s-migration" $service)) | nindent 4 }}
  annotations:
    helm.sh/hook: {{ include "qipan.migrationEvents" $root }}
    helm.sh/hook-weight: "0"
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
spec:
  backoffLimit: 2
  activeDeadlineSeconds: {{ $root.Values.migration.deadlineSeconds }}
  template:
    metadata:
      labels: {{- include "qipan.labels" (list $root (printf "%s-migration" $service)) | nindent 8 }}
    spec:
      restartPolicy: Never
      automountServiceAccountToken: false
      enableServiceLinks: false
      {{- with $root.Values.image.pullSecrets }}
      imagePullSecrets: {{- range . }}
        - name: {{ . }}
      {{- end }}{{ end }}
      {{- with $values.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      securityContext: {{- include "qipan.podSecurity" $root | nindent 8 }}
      containers:
        - name: migration
          image: {{ include "qipan.image" . | quote }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          securityContext: {{- include "qipan.containerSecurity" $root | nindent 12 }}
          env: {{- include "qipan.environment" . | nindent 12 }}
            - name: QUARKUS_INIT_AND_EXIT
              value: "true"
          resources: {{- toYaml $values.resources | nindent 12 }}
          volumeMounts: {{- include "qipan.mounts" . | nindent 12 }}
      volumes: {{- include "qipan.volumes" . | nindent 8 }}
{{- end }}
