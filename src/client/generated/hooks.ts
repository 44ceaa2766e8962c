'use client';
import { type SkipToken, useMutation, useQuery } from '@apollo/client/react';
import {
  AddPasskeyDocument,
  type AddPasskeyMutation,
  type AddPasskeyMutationVariables,
  AuthConfigDocument,
  type AuthConfigQuery,
  type AuthConfigQueryVariables,
  ChangePasswordDocument,
  type ChangePasswordMutation,
  type ChangePasswordMutationVariables,
  ConfirmEmailChangeDocument,
  type ConfirmEmailChangeMutation,
  type ConfirmEmailChangeMutationVariables,
  ConfirmTotpDocument,
  type ConfirmTotpMutation,
  type ConfirmTotpMutationVariables,
  ContinueSignInDocument,
  type ContinueSignInMutation,
  type ContinueSignInMutationVariables,
  CreateRecoveryCodesDocument,
  type CreateRecoveryCodesMutation,
  type CreateRecoveryCodesMutationVariables,
  DeleteAccountDocument,
  type DeleteAccountMutation,
  type DeleteAccountMutationVariables,
  FactorsDocument,
  type FactorsQuery,
  type FactorsQueryVariables,
  FinishIdentityLinkDocument,
  type FinishIdentityLinkMutation,
  type FinishIdentityLinkMutationVariables,
  FinishProviderSignInDocument,
  type FinishProviderSignInMutation,
  type FinishProviderSignInMutationVariables,
  ForgetTrustedDevicesDocument,
  type ForgetTrustedDevicesMutation,
  type ForgetTrustedDevicesMutationVariables,
  IdentitiesDocument,
  type IdentitiesQuery,
  type IdentitiesQueryVariables,
  LoginDocument,
  type LoginMutation,
  type LoginMutationVariables,
  LogoutDocument,
  type LogoutMutation,
  type LogoutMutationVariables,
  MeDocument,
  type MeQuery,
  type MeQueryVariables,
  PermissionsDocument,
  type PermissionsQuery,
  type PermissionsQueryVariables,
  ReauthenticateDocument,
  type ReauthenticateMutation,
  type ReauthenticateMutationVariables,
  RefreshDocument,
  type RefreshMutation,
  type RefreshMutationVariables,
  RegisterDocument,
  type RegisterMutation,
  type RegisterMutationVariables,
  RemovePasskeyDocument,
  type RemovePasskeyMutation,
  type RemovePasskeyMutationVariables,
  RemovePasswordDocument,
  type RemovePasswordMutation,
  type RemovePasswordMutationVariables,
  RemoveTotpDocument,
  type RemoveTotpMutation,
  type RemoveTotpMutationVariables,
  RenamePasskeyDocument,
  type RenamePasskeyMutation,
  type RenamePasskeyMutationVariables,
  RequestEmailChangeDocument,
  type RequestEmailChangeMutation,
  type RequestEmailChangeMutationVariables,
  RequestEmailCodeDocument,
  type RequestEmailCodeMutation,
  type RequestEmailCodeMutationVariables,
  RequestPasswordResetDocument,
  type RequestPasswordResetMutation,
  type RequestPasswordResetMutationVariables,
  ResetPasswordDocument,
  type ResetPasswordMutation,
  type ResetPasswordMutationVariables,
  RevokeSessionDocument,
  type RevokeSessionMutation,
  type RevokeSessionMutationVariables,
  SecurityEventsDocument,
  type SecurityEventsQuery,
  type SecurityEventsQueryVariables,
  CurrentSessionDocument,
  type CurrentSessionQuery,
  type CurrentSessionQueryVariables,
  SessionsDocument,
  type SessionsQuery,
  type SessionsQueryVariables,
  SignInWithEmailDocument,
  type SignInWithEmailMutation,
  type SignInWithEmailMutationVariables,
  SignInWithIdTokenDocument,
  type SignInWithIdTokenMutation,
  type SignInWithIdTokenMutationVariables,
  SignInWithPasskeyDocument,
  type SignInWithPasskeyMutation,
  type SignInWithPasskeyMutationVariables,
  StartIdentityLinkDocument,
  type StartIdentityLinkMutation,
  type StartIdentityLinkMutationVariables,
  StartPasskeyRegistrationDocument,
  type StartPasskeyRegistrationMutation,
  type StartPasskeyRegistrationMutationVariables,
  StartPasskeyDocument,
  type StartPasskeyMutation,
  type StartPasskeyMutationVariables,
  StartProviderSignInDocument,
  type StartProviderSignInMutation,
  type StartProviderSignInMutationVariables,
  StartTotpDocument,
  type StartTotpMutation,
  type StartTotpMutationVariables,
  UnlinkIdentityDocument,
  type UnlinkIdentityMutation,
  type UnlinkIdentityMutationVariables,
  UpdateProfileDocument,
  type UpdateProfileMutation,
  type UpdateProfileMutationVariables,
  VerifyEmailDocument,
  type VerifyEmailMutation,
  type VerifyEmailMutationVariables,
  VerifyTokenDocument,
  type VerifyTokenQuery,
  type VerifyTokenQueryVariables,
} from './operations.js';
export function useAddPasskeyMutation(
  options?: Omit<useMutation.Options<AddPasskeyMutation, AddPasskeyMutationVariables>, 'variables'>,
): useMutation.ResultTuple<AddPasskeyMutation, AddPasskeyMutationVariables> {
  return useMutation<AddPasskeyMutation, AddPasskeyMutationVariables>(AddPasskeyDocument, options);
}
export function useAuthConfigQuery(
  ...[options]: {} extends AuthConfigQueryVariables
    ? [options?: useQuery.Options<AuthConfigQuery, AuthConfigQueryVariables> & { returnPartialData?: false } | SkipToken]
    : [options: useQuery.Options<AuthConfigQuery, AuthConfigQueryVariables> & { returnPartialData?: false } | SkipToken]
): useQuery.Result<AuthConfigQuery, AuthConfigQueryVariables, 'complete' | 'streaming' | 'empty'> {
  return useQuery<AuthConfigQuery, AuthConfigQueryVariables>(AuthConfigDocument, options as useQuery.Options<AuthConfigQuery, AuthConfigQueryVariables> & { returnPartialData?: false });
}
export function useChangePasswordMutation(
  options?: Omit<useMutation.Options<ChangePasswordMutation, ChangePasswordMutationVariables>, 'variables'>,
): useMutation.ResultTuple<ChangePasswordMutation, ChangePasswordMutationVariables> {
  return useMutation<ChangePasswordMutation, ChangePasswordMutationVariables>(ChangePasswordDocument, options);
}
export function useConfirmEmailChangeMutation(
  options?: Omit<useMutation.Options<ConfirmEmailChangeMutation, ConfirmEmailChangeMutationVariables>, 'variables'>,
): useMutation.ResultTuple<ConfirmEmailChangeMutation, ConfirmEmailChangeMutationVariables> {
  return useMutation<ConfirmEmailChangeMutation, ConfirmEmailChangeMutationVariables>(ConfirmEmailChangeDocument, options);
}
export function useConfirmTotpMutation(
  options?: Omit<useMutation.Options<ConfirmTotpMutation, ConfirmTotpMutationVariables>, 'variables'>,
): useMutation.ResultTuple<ConfirmTotpMutation, ConfirmTotpMutationVariables> {
  return useMutation<ConfirmTotpMutation, ConfirmTotpMutationVariables>(ConfirmTotpDocument, options);
}
export function useContinueSignInMutation(
  options?: Omit<useMutation.Options<ContinueSignInMutation, ContinueSignInMutationVariables>, 'variables'>,
): useMutation.ResultTuple<ContinueSignInMutation, ContinueSignInMutationVariables> {
  return useMutation<ContinueSignInMutation, ContinueSignInMutationVariables>(ContinueSignInDocument, options);
}
export function useCreateRecoveryCodesMutation(
  options?: Omit<useMutation.Options<CreateRecoveryCodesMutation, CreateRecoveryCodesMutationVariables>, 'variables'>,
): useMutation.ResultTuple<CreateRecoveryCodesMutation, CreateRecoveryCodesMutationVariables> {
  return useMutation<CreateRecoveryCodesMutation, CreateRecoveryCodesMutationVariables>(CreateRecoveryCodesDocument, options);
}
export function useDeleteAccountMutation(
  options?: Omit<useMutation.Options<DeleteAccountMutation, DeleteAccountMutationVariables>, 'variables'>,
): useMutation.ResultTuple<DeleteAccountMutation, DeleteAccountMutationVariables> {
  return useMutation<DeleteAccountMutation, DeleteAccountMutationVariables>(DeleteAccountDocument, options);
}
export function useFactorsQuery(
  ...[options]: {} extends FactorsQueryVariables
    ? [options?: useQuery.Options<FactorsQuery, FactorsQueryVariables> & { returnPartialData?: false } | SkipToken]
    : [options: useQuery.Options<FactorsQuery, FactorsQueryVariables> & { returnPartialData?: false } | SkipToken]
): useQuery.Result<FactorsQuery, FactorsQueryVariables, 'complete' | 'streaming' | 'empty'> {
  return useQuery<FactorsQuery, FactorsQueryVariables>(FactorsDocument, options as useQuery.Options<FactorsQuery, FactorsQueryVariables> & { returnPartialData?: false });
}
export function useFinishIdentityLinkMutation(
  options?: Omit<useMutation.Options<FinishIdentityLinkMutation, FinishIdentityLinkMutationVariables>, 'variables'>,
): useMutation.ResultTuple<FinishIdentityLinkMutation, FinishIdentityLinkMutationVariables> {
  return useMutation<FinishIdentityLinkMutation, FinishIdentityLinkMutationVariables>(FinishIdentityLinkDocument, options);
}
export function useFinishProviderSignInMutation(
  options?: Omit<useMutation.Options<FinishProviderSignInMutation, FinishProviderSignInMutationVariables>, 'variables'>,
): useMutation.ResultTuple<FinishProviderSignInMutation, FinishProviderSignInMutationVariables> {
  return useMutation<FinishProviderSignInMutation, FinishProviderSignInMutationVariables>(FinishProviderSignInDocument, options);
}
export function useForgetTrustedDevicesMutation(
  options?: Omit<useMutation.Options<ForgetTrustedDevicesMutation, ForgetTrustedDevicesMutationVariables>, 'variables'>,
): useMutation.ResultTuple<ForgetTrustedDevicesMutation, ForgetTrustedDevicesMutationVariables> {
  return useMutation<ForgetTrustedDevicesMutation, ForgetTrustedDevicesMutationVariables>(ForgetTrustedDevicesDocument, options);
}
export function useIdentitiesQuery(
  ...[options]: {} extends IdentitiesQueryVariables
    ? [options?: useQuery.Options<IdentitiesQuery, IdentitiesQueryVariables> & { returnPartialData?: false } | SkipToken]
    : [options: useQuery.Options<IdentitiesQuery, IdentitiesQueryVariables> & { returnPartialData?: false } | SkipToken]
): useQuery.Result<IdentitiesQuery, IdentitiesQueryVariables, 'complete' | 'streaming' | 'empty'> {
  return useQuery<IdentitiesQuery, IdentitiesQueryVariables>(IdentitiesDocument, options as useQuery.Options<IdentitiesQuery, IdentitiesQueryVariables> & { returnPartialData?: false });
}
export function useLoginMutation(
  options?: Omit<useMutation.Options<LoginMutation, LoginMutationVariables>, 'variables'>,
): useMutation.ResultTuple<LoginMutation, LoginMutationVariables> {
  return useMutation<LoginMutation, LoginMutationVariables>(LoginDocument, options);
}
export function useLogoutMutation(
  options?: Omit<useMutation.Options<LogoutMutation, LogoutMutationVariables>, 'variables'>,
): useMutation.ResultTuple<LogoutMutation, LogoutMutationVariables> {
  return useMutation<LogoutMutation, LogoutMutationVariables>(LogoutDocument, options);
}
export function useMeQuery(
  ...[options]: {} extends MeQueryVariables
    ? [options?: useQuery.Options<MeQuery, MeQueryVariables> & { returnPartialData?: false } | SkipToken]
    : [options: useQuery.Options<MeQuery, MeQueryVariables> & { returnPartialData?: false } | SkipToken]
): useQuery.Result<MeQuery, MeQueryVariables, 'complete' | 'streaming' | 'empty'> {
  return useQuery<MeQuery, MeQueryVariables>(MeDocument, options as useQuery.Options<MeQuery, MeQueryVariables> & { returnPartialData?: false });
}
export function usePermissionsQuery(
  ...[options]: {} extends PermissionsQueryVariables
    ? [options?: useQuery.Options<PermissionsQuery, PermissionsQueryVariables> & { returnPartialData?: false } | SkipToken]
    : [options: useQuery.Options<PermissionsQuery, PermissionsQueryVariables> & { returnPartialData?: false } | SkipToken]
): useQuery.Result<PermissionsQuery, PermissionsQueryVariables, 'complete' | 'streaming' | 'empty'> {
  return useQuery<PermissionsQuery, PermissionsQueryVariables>(PermissionsDocument, options as useQuery.Options<PermissionsQuery, PermissionsQueryVariables> & { returnPartialData?: false });
}
export function useReauthenticateMutation(
  options?: Omit<useMutation.Options<ReauthenticateMutation, ReauthenticateMutationVariables>, 'variables'>,
): useMutation.ResultTuple<ReauthenticateMutation, ReauthenticateMutationVariables> {
  return useMutation<ReauthenticateMutation, ReauthenticateMutationVariables>(ReauthenticateDocument, options);
}
export function useRefreshMutation(
  options?: Omit<useMutation.Options<RefreshMutation, RefreshMutationVariables>, 'variables'>,
): useMutation.ResultTuple<RefreshMutation, RefreshMutationVariables> {
  return useMutation<RefreshMutation, RefreshMutationVariables>(RefreshDocument, options);
}
export function useRegisterMutation(
  options?: Omit<useMutation.Options<RegisterMutation, RegisterMutationVariables>, 'variables'>,
): useMutation.ResultTuple<RegisterMutation, RegisterMutationVariables> {
  return useMutation<RegisterMutation, RegisterMutationVariables>(RegisterDocument, options);
}
export function useRemovePasskeyMutation(
  options?: Omit<useMutation.Options<RemovePasskeyMutation, RemovePasskeyMutationVariables>, 'variables'>,
): useMutation.ResultTuple<RemovePasskeyMutation, RemovePasskeyMutationVariables> {
  return useMutation<RemovePasskeyMutation, RemovePasskeyMutationVariables>(RemovePasskeyDocument, options);
}
export function useRemovePasswordMutation(
  options?: Omit<useMutation.Options<RemovePasswordMutation, RemovePasswordMutationVariables>, 'variables'>,
): useMutation.ResultTuple<RemovePasswordMutation, RemovePasswordMutationVariables> {
  return useMutation<RemovePasswordMutation, RemovePasswordMutationVariables>(RemovePasswordDocument, options);
}
export function useRemoveTotpMutation(
  options?: Omit<useMutation.Options<RemoveTotpMutation, RemoveTotpMutationVariables>, 'variables'>,
): useMutation.ResultTuple<RemoveTotpMutation, RemoveTotpMutationVariables> {
  return useMutation<RemoveTotpMutation, RemoveTotpMutationVariables>(RemoveTotpDocument, options);
}
export function useRenamePasskeyMutation(
  options?: Omit<useMutation.Options<RenamePasskeyMutation, RenamePasskeyMutationVariables>, 'variables'>,
): useMutation.ResultTuple<RenamePasskeyMutation, RenamePasskeyMutationVariables> {
  return useMutation<RenamePasskeyMutation, RenamePasskeyMutationVariables>(RenamePasskeyDocument, options);
}
export function useRequestEmailChangeMutation(
  options?: Omit<useMutation.Options<RequestEmailChangeMutation, RequestEmailChangeMutationVariables>, 'variables'>,
): useMutation.ResultTuple<RequestEmailChangeMutation, RequestEmailChangeMutationVariables> {
  return useMutation<RequestEmailChangeMutation, RequestEmailChangeMutationVariables>(RequestEmailChangeDocument, options);
}
export function useRequestEmailCodeMutation(
  options?: Omit<useMutation.Options<RequestEmailCodeMutation, RequestEmailCodeMutationVariables>, 'variables'>,
): useMutation.ResultTuple<RequestEmailCodeMutation, RequestEmailCodeMutationVariables> {
  return useMutation<RequestEmailCodeMutation, RequestEmailCodeMutationVariables>(RequestEmailCodeDocument, options);
}
export function useRequestPasswordResetMutation(
  options?: Omit<useMutation.Options<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>, 'variables'>,
): useMutation.ResultTuple<RequestPasswordResetMutation, RequestPasswordResetMutationVariables> {
  return useMutation<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>(RequestPasswordResetDocument, options);
}
export function useResetPasswordMutation(
  options?: Omit<useMutation.Options<ResetPasswordMutation, ResetPasswordMutationVariables>, 'variables'>,
): useMutation.ResultTuple<ResetPasswordMutation, ResetPasswordMutationVariables> {
  return useMutation<ResetPasswordMutation, ResetPasswordMutationVariables>(ResetPasswordDocument, options);
}
export function useRevokeSessionMutation(
  options?: Omit<useMutation.Options<RevokeSessionMutation, RevokeSessionMutationVariables>, 'variables'>,
): useMutation.ResultTuple<RevokeSessionMutation, RevokeSessionMutationVariables> {
  return useMutation<RevokeSessionMutation, RevokeSessionMutationVariables>(RevokeSessionDocument, options);
}
export function useSecurityEventsQuery(
  ...[options]: {} extends SecurityEventsQueryVariables
    ? [options?: useQuery.Options<SecurityEventsQuery, SecurityEventsQueryVariables> & { returnPartialData?: false } | SkipToken]
    : [options: useQuery.Options<SecurityEventsQuery, SecurityEventsQueryVariables> & { returnPartialData?: false } | SkipToken]
): useQuery.Result<SecurityEventsQuery, SecurityEventsQueryVariables, 'complete' | 'streaming' | 'empty'> {
  return useQuery<SecurityEventsQuery, SecurityEventsQueryVariables>(SecurityEventsDocument, options as useQuery.Options<SecurityEventsQuery, SecurityEventsQueryVariables> & { returnPartialData?: false });
}
export function useCurrentSessionQuery(
  ...[options]: {} extends CurrentSessionQueryVariables
    ? [options?: useQuery.Options<CurrentSessionQuery, CurrentSessionQueryVariables> & { returnPartialData?: false } | SkipToken]
    : [options: useQuery.Options<CurrentSessionQuery, CurrentSessionQueryVariables> & { returnPartialData?: false } | SkipToken]
): useQuery.Result<CurrentSessionQuery, CurrentSessionQueryVariables, 'complete' | 'streaming' | 'empty'> {
  return useQuery<CurrentSessionQuery, CurrentSessionQueryVariables>(CurrentSessionDocument, options as useQuery.Options<CurrentSessionQuery, CurrentSessionQueryVariables> & { returnPartialData?: false });
}
export function useSessionsQuery(
  ...[options]: {} extends SessionsQueryVariables
    ? [options?: useQuery.Options<SessionsQuery, SessionsQueryVariables> & { returnPartialData?: false } | SkipToken]
    : [options: useQuery.Options<SessionsQuery, SessionsQueryVariables> & { returnPartialData?: false } | SkipToken]
): useQuery.Result<SessionsQuery, SessionsQueryVariables, 'complete' | 'streaming' | 'empty'> {
  return useQuery<SessionsQuery, SessionsQueryVariables>(SessionsDocument, options as useQuery.Options<SessionsQuery, SessionsQueryVariables> & { returnPartialData?: false });
}
export function useSignInWithEmailMutation(
  options?: Omit<useMutation.Options<SignInWithEmailMutation, SignInWithEmailMutationVariables>, 'variables'>,
): useMutation.ResultTuple<SignInWithEmailMutation, SignInWithEmailMutationVariables> {
  return useMutation<SignInWithEmailMutation, SignInWithEmailMutationVariables>(SignInWithEmailDocument, options);
}
export function useSignInWithIdTokenMutation(
  options?: Omit<useMutation.Options<SignInWithIdTokenMutation, SignInWithIdTokenMutationVariables>, 'variables'>,
): useMutation.ResultTuple<SignInWithIdTokenMutation, SignInWithIdTokenMutationVariables> {
  return useMutation<SignInWithIdTokenMutation, SignInWithIdTokenMutationVariables>(SignInWithIdTokenDocument, options);
}
export function useSignInWithPasskeyMutation(
  options?: Omit<useMutation.Options<SignInWithPasskeyMutation, SignInWithPasskeyMutationVariables>, 'variables'>,
): useMutation.ResultTuple<SignInWithPasskeyMutation, SignInWithPasskeyMutationVariables> {
  return useMutation<SignInWithPasskeyMutation, SignInWithPasskeyMutationVariables>(SignInWithPasskeyDocument, options);
}
export function useStartIdentityLinkMutation(
  options?: Omit<useMutation.Options<StartIdentityLinkMutation, StartIdentityLinkMutationVariables>, 'variables'>,
): useMutation.ResultTuple<StartIdentityLinkMutation, StartIdentityLinkMutationVariables> {
  return useMutation<StartIdentityLinkMutation, StartIdentityLinkMutationVariables>(StartIdentityLinkDocument, options);
}
export function useStartPasskeyRegistrationMutation(
  options?: Omit<useMutation.Options<StartPasskeyRegistrationMutation, StartPasskeyRegistrationMutationVariables>, 'variables'>,
): useMutation.ResultTuple<StartPasskeyRegistrationMutation, StartPasskeyRegistrationMutationVariables> {
  return useMutation<StartPasskeyRegistrationMutation, StartPasskeyRegistrationMutationVariables>(StartPasskeyRegistrationDocument, options);
}
export function useStartPasskeyMutation(
  options?: Omit<useMutation.Options<StartPasskeyMutation, StartPasskeyMutationVariables>, 'variables'>,
): useMutation.ResultTuple<StartPasskeyMutation, StartPasskeyMutationVariables> {
  return useMutation<StartPasskeyMutation, StartPasskeyMutationVariables>(StartPasskeyDocument, options);
}
export function useStartProviderSignInMutation(
  options?: Omit<useMutation.Options<StartProviderSignInMutation, StartProviderSignInMutationVariables>, 'variables'>,
): useMutation.ResultTuple<StartProviderSignInMutation, StartProviderSignInMutationVariables> {
  return useMutation<StartProviderSignInMutation, StartProviderSignInMutationVariables>(StartProviderSignInDocument, options);
}
export function useStartTotpMutation(
  options?: Omit<useMutation.Options<StartTotpMutation, StartTotpMutationVariables>, 'variables'>,
): useMutation.ResultTuple<StartTotpMutation, StartTotpMutationVariables> {
  return useMutation<StartTotpMutation, StartTotpMutationVariables>(StartTotpDocument, options);
}
export function useUnlinkIdentityMutation(
  options?: Omit<useMutation.Options<UnlinkIdentityMutation, UnlinkIdentityMutationVariables>, 'variables'>,
): useMutation.ResultTuple<UnlinkIdentityMutation, UnlinkIdentityMutationVariables> {
  return useMutation<UnlinkIdentityMutation, UnlinkIdentityMutationVariables>(UnlinkIdentityDocument, options);
}
export function useUpdateProfileMutation(
  options?: Omit<useMutation.Options<UpdateProfileMutation, UpdateProfileMutationVariables>, 'variables'>,
): useMutation.ResultTuple<UpdateProfileMutation, UpdateProfileMutationVariables> {
  return useMutation<UpdateProfileMutation, UpdateProfileMutationVariables>(UpdateProfileDocument, options);
}
export function useVerifyEmailMutation(
  options?: Omit<useMutation.Options<VerifyEmailMutation, VerifyEmailMutationVariables>, 'variables'>,
): useMutation.ResultTuple<VerifyEmailMutation, VerifyEmailMutationVariables> {
  return useMutation<VerifyEmailMutation, VerifyEmailMutationVariables>(VerifyEmailDocument, options);
}
export function useVerifyTokenQuery(
  ...[options]: {} extends VerifyTokenQueryVariables
    ? [options?: useQuery.Options<VerifyTokenQuery, VerifyTokenQueryVariables> & { returnPartialData?: false } | SkipToken]
    : [options: useQuery.Options<VerifyTokenQuery, VerifyTokenQueryVariables> & { returnPartialData?: false } | SkipToken]
): useQuery.Result<VerifyTokenQuery, VerifyTokenQueryVariables, 'complete' | 'streaming' | 'empty'> {
  return useQuery<VerifyTokenQuery, VerifyTokenQueryVariables>(VerifyTokenDocument, options as useQuery.Options<VerifyTokenQuery, VerifyTokenQueryVariables> & { returnPartialData?: false });
}